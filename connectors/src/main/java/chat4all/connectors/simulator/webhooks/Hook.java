package chat4all.connectors.simulator.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Something a platform has to tell.
 *
 * @param chat events of one chat go out one after another
 * @param event one change (WhatsApp), messaging item (Instagram) or update (Telegram)
 * @param facts what fault rules can match: {@code kind}, {@code status}, {@code user}, {@code text}
 */
public record Hook(String chat, JsonNode event, Map<String, String> facts) {}
