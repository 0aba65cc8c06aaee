package chat4all.connectors.reading;

import chat4all.schemas.Json;
import chat4all.schemas.Validation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The particulars of one message, small enough for a message's metadata: the longest go first when they are too many. */
public final class Details {
    /** Bytes of the details as JSON. */
    public static final int MAX_BYTES = 700;

    private final Map<String, String> found = new LinkedHashMap<>();

    /** Nothing is put for a value that is not there. */
    public Details put(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            found.put(name, value);
        }
        return this;
    }

    public Details flag(String name, boolean set) {
        return put(name, set ? "true" : null);
    }

    public Map<String, String> bounded() {
        while (bytes() > MAX_BYTES) {
            found.remove(longest());
        }
        return Map.copyOf(found);
    }

    private int bytes() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        found.forEach(json::put);
        return Validation.utf8Length(json.toString());
    }

    private String longest() {
        String longest = "";
        int length = -1;
        for (var entry : found.entrySet()) {
            if (entry.getValue().length() > length) {
                longest = entry.getKey();
                length = entry.getValue().length();
            }
        }
        return longest;
    }
}
