package chat4all.runtime.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Refuses, before any handler runs, what a handler should never have to look at. */
final class Guard {
    private Guard() {}

    /** A body that announces more than the limit is not read at all. */
    static void declaredLength(Context context, long maxRequestBytes) {
        boolean streamed = context.routeRoles().contains(RequestBody.STREAMED);
        var length = context.header("Content-Length");
        // Jetty has refused what is not a number.
        if (!streamed && length != null && Long.parseLong(length.strip()) > maxRequestBytes) {
            throw ProblemException.of(413, "payload-too-large", "At most " + maxRequestBytes + " bytes are taken.");
        }
    }

    /** A query that cannot be decoded would fail only when a handler asks for a parameter. */
    static void query(Context context) {
        var query = context.queryString();
        if (query == null || query.indexOf('%') < 0) {
            return;
        }
        try {
            URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(400, "validation", "The query is not percent-encoded as it should be.");
        }
    }
}
