package chat4all.edge.http;

import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON body, read without coercion. Each question is answered at once, a faulty or missing field with a
 * placeholder; {@link #finish()} then tells everything that is wrong together. Null counts as absent, names nobody asks
 * for are ignored.
 */
public final class Fields {
    private final ObjectNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private Fields(ObjectNode body) {
        this.body = body;
    }

    public static Fields of(Context context) {
        return new Fields(JsonBody.of(context));
    }

    /** A required text. */
    public String text(String name) {
        var value = present(name);
        if (value == null) {
            refuse("/" + name, Violation.MISSING, "is required");
            return "";
        }
        return textOf("/" + name, value);
    }

    public @Nullable String optionalText(String name) {
        var value = present(name);
        return value == null ? null : textOf("/" + name, value);
    }

    /** A list of texts; empty when absent. */
    public List<String> texts(String name) {
        var value = present(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            refuse("/" + name, Violation.INVALID, "must be a list of texts");
            return List.of();
        }
        var texts = new ArrayList<String>(value.size());
        for (int i = 0; i < value.size(); i++) {
            texts.add(textOf("/" + name + "/" + i, value.get(i)));
        }
        return texts;
    }

    /** A JSON object as the client wrote it. */
    public @Nullable JsonNode object(String name) {
        var value = present(name);
        if (value != null && !value.isObject()) {
            refuse("/" + name, Violation.INVALID, "must be a JSON object");
            return null;
        }
        return value;
    }

    /** A required whole number, not negative. */
    public long count(String name) {
        var value = present(name);
        if (value == null) {
            refuse("/" + name, Violation.MISSING, "is required");
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            refuse("/" + name, Violation.INVALID, "must be a whole number, 0 or more");
            return 0;
        }
        return value.longValue();
    }

    /** Adds an error unless that field has one already. */
    public void refuse(String pointer, String code, String detail) {
        if (errors.stream().noneMatch(error -> error.pointer().equals(pointer))) {
            errors.add(new FieldError(pointer, code, detail));
        }
    }

    public boolean refused(String pointer) {
        return errors.stream().anyMatch(error -> error.pointer().equals(pointer));
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Ends the request with 400 when anything was refused. */
    public void finish() {
        if (!errors.isEmpty()) {
            throw ProblemException.validation("The request breaks a rule; see errors.", errors);
        }
    }

    private @Nullable JsonNode present(String name) {
        var value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String textOf(String pointer, JsonNode value) {
        if (!value.isTextual()) {
            refuse(pointer, Violation.INVALID, "must be a text");
            return "";
        }
        var text = value.textValue();
        if (!isWellFormed(text)) {
            refuse(pointer, Violation.INVALID, "is not valid Unicode: half a surrogate pair");
            return "";
        }
        return text;
    }

    /** Half a surrogate pair can be written in JSON but has no UTF-8 form: two such texts would become the same bytes. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
