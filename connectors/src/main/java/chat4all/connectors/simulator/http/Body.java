package chat4all.connectors.simulator.http;

import chat4all.runtime.http.Problem;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads bodies of the control plane: a JSON object, nothing counting as an empty one, or a problem for the caller. */
public final class Body {
    private Body() {}

    public static ObjectNode of(Context context) {
        return object(context.bodyAsBytes()).orElseThrow(() -> invalid("", "The body must be one JSON object."));
    }

    /** The object in these bytes, if that is what they hold. */
    public static Optional<ObjectNode> object(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.of(Json.MAPPER.createObjectNode());
        }
        try {
            return Json.MAPPER.readTree(bytes) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A text or number as text. */
    public static Optional<String> text(JsonNode object, String name) {
        var value = object.path(name);
        return value.isTextual() || value.isNumber() ? Optional.of(value.asText()) : Optional.empty();
    }

    public static ProblemException invalid(String pointer, String detail) {
        return ProblemException.validation(detail, List.of(new Problem.FieldError(pointer, "invalid", detail)));
    }
}
