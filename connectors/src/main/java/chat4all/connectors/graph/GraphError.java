package chat4all.connectors.graph;

import chat4all.connectors.reading.Fields;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Graph's error, in an answer or in a receipt.
 *
 * @param subcode 0 when there is none
 * @param detail the most particular words there are
 */
public record GraphError(int code, int subcode, @Nullable String detail) {

    /** Empty when there is no code, so that nothing but the HTTP status can be judged. */
    public static Optional<GraphError> of(JsonNode error) {
        JsonNode code = error.path("code");
        if (!code.canConvertToInt()) {
            return Optional.empty();
        }
        return Optional.of(
                new GraphError(code.asInt(), error.path("error_subcode").asInt(0), detail(error)));
    }

    private static @Nullable String detail(JsonNode error) {
        String details = Fields.text(error, "error_data", "details");
        if (details != null) {
            return details;
        }
        String message = Fields.text(error, "message");
        return message != null ? message : Fields.text(error, "title");
    }
}
