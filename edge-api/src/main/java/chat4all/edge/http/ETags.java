package chat4all.edge.http;

import io.javalin.http.Context;
import java.util.Arrays;

/** Tags of what was sent, by which it need not be sent again. */
public final class ETags {
    private ETags() {}

    /** Whether {@code If-None-Match} says that the caller has what has this tag (RFC 9110, 13.1.2). */
    public static boolean isKnown(Context context, String etag) {
        var header = context.header("If-None-Match");
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
