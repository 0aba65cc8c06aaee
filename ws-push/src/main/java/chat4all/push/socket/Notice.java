package chat4all.push.socket;

import chat4all.push.feed.LogEntry;
import chat4all.schemas.EventData;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it goes to the sockets: the text as it came, and of its content only what deciding needs.
 *
 * @param timestamp when what it tells happened, in epoch milliseconds; 0 when it does not say
 */
record Notice(String text, String type, @Nullable String conversationId, long seq, long timestamp) {
    static final String NEW_MESSAGE = "NEW_MESSAGE";
    static final String STATUS = "MESSAGE_STATUS";
    static final String REJECTED = "MESSAGE_REJECTED";
    /** Between gateways only: somebody is writing. */
    static final String TYPING = "TYPING";

    private static final Set<String> OUTSIDE_THE_LOG = Set.of(STATUS, REJECTED, TYPING);
    private static final JsonFactory JSON = new JsonFactory();

    /** Empty when the text is not a JSON object with a type. */
    static Optional<Notice> read(String text) {
        try (var parser = JSON.createParser(text)) {
            return read(text, parser);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Null when it is not about an event of a conversation's log. */
    @Nullable LogEntry entry() {
        return conversationId == null || seq <= 0 || OUTSIDE_THE_LOG.contains(type)
                ? null
                : new LogEntry(
                        conversationId,
                        seq,
                        isNewMessage() ? EventData.MESSAGE_CREATED : type,
                        timestamp,
                        null,
                        text,
                        null,
                        true);
    }

    boolean isNewMessage() {
        return type.equals(NEW_MESSAGE);
    }

    private static Optional<Notice> read(String text, JsonParser parser) throws IOException {
        String type = null;
        String conversationId = null;
        long seq = 0;
        long timestamp = 0;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var value = parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getValueAsString();
                case "conversation_id" -> conversationId = parser.getValueAsString();
                case "seq" -> seq = value.isNumeric() ? parser.getLongValue() : 0;
                case "timestamp" -> timestamp = value.isNumeric() ? parser.getLongValue() : 0;
                default -> parser.skipChildren();
            }
        }
        boolean whole = parser.currentToken() == JsonToken.END_OBJECT;
        return whole && type != null
                ? Optional.of(new Notice(text, type, conversationId, seq, timestamp))
                : Optional.empty();
    }
}
