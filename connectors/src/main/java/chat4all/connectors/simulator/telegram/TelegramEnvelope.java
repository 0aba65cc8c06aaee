package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.webhooks.Envelope;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Telegram's webhook: one update a request, proven by the secret that setWebhook named; changed while it runs. */
public final class TelegramEnvelope implements Envelope {
    private static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";

    private volatile @Nullable Registration registration;

    /** Where to, and with which secret (may be empty). */
    public record Registration(URI url, String secret) {}

    public TelegramEnvelope(Registration registration) {
        this.registration = registration;
    }

    void register(@Nullable Registration changed) {
        registration = changed;
    }

    Optional<Registration> registration() {
        return Optional.ofNullable(registration);
    }

    @Override
    public byte[] wrap(List<JsonNode> events) {
        try {
            return Json.MAPPER.writeValueAsBytes(events.get(0));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> proof(byte[] body, boolean forged) {
        var secret = registration().map(Registration::secret).orElse("");
        if (forged) {
            return Map.of(HEADER, "forged");
        }
        return secret.isEmpty() ? Map.of() : Map.of(HEADER, secret);
    }

    @Override
    public Optional<URI> address() {
        return registration().map(Registration::url);
    }

    @Override
    public boolean holdsBack() {
        return true;
    }
}
