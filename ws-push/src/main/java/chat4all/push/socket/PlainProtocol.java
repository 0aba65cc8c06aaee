package chat4all.push.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plain client says and is told besides notifications: {@code connected}, {@code ping} and {@code pong}, and
 * {@code error} for a type nobody knows. It has no state and no memory: after an absence such a client reads the
 * history.
 */
final class PlainProtocol {
    private static final JsonFactory JSON = new JsonFactory();

    private PlainProtocol() {}

    static String connected(String userId, long timestamp) {
        return object(json -> {
            json.writeStringField("type", "connected");
            json.writeStringField("user_id", userId);
            json.writeNumberField("timestamp", timestamp);
        });
    }

    /** The answer to a frame; empty when it is not a JSON object with a text as {@code type}. */
    static Optional<String> answer(String frame, long timestamp) {
        var type = typeOf(frame);
        if (type == null) {
            return Optional.empty();
        }
        return Optional.of(type.equals("ping") ? pong(timestamp) : unknownType());
    }

    private static String pong(long timestamp) {
        return object(json -> {
            json.writeStringField("type", "pong");
            json.writeNumberField("timestamp", timestamp);
        });
    }

    private static String unknownType() {
        return object(json -> {
            json.writeStringField("type", "error");
            json.writeStringField("code", "unknown-type");
            json.writeStringField("detail", "A plain client may send {\"type\":\"ping\"} only.");
        });
    }

    private static @Nullable String typeOf(String frame) {
        try (var parser = JSON.createParser(frame)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? typeOf(parser) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String typeOf(JsonParser parser) throws IOException {
        String type = null;
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var value = parser.nextToken();
            if (name.equals("type")) {
                type = value == JsonToken.VALUE_STRING ? parser.getText() : null;
            }
            parser.skipChildren();
        }
        boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        return whole ? type : null;
    }

    private static String object(Fields fields) {
        var text = new StringWriter(96);
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
