package chat4all.edge.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;

/**
 * Lets web pages of other origins call the API. Callers are known by bearer tokens and never by cookies, so allowing
 * every origin ({@code *}) gives a page nothing that it could not get by itself.
 */
public final class Cors implements Handler {
    private static final String ANY = "*";

    private final List<String> origins;

    public Cors(List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    @Override
    public void handle(Context context) {
        var origin = context.header("Origin");
        if (origin == null) {
            return;
        }
        boolean any = origins.contains(ANY);
        if (!any) {
            context.header("Vary", "Origin");
        }
        if (!any && !origins.contains(origin)) {
            return;
        }
        context.header("Access-Control-Allow-Origin", any ? ANY : origin);
        context.header(
                "Access-Control-Expose-Headers",
                "Location, Retry-After, Idempotent-Replayed, WWW-Authenticate, Content-Range, ETag");
        if (context.header("Access-Control-Request-Method") != null) {
            context.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
            context.header(
                    "Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, Range, traceparent");
            context.header("Access-Control-Max-Age", "3600");
        }
    }
}
