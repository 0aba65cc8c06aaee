package chat4all.runtime.http;

import chat4all.runtime.tracing.Tracing;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** A span for each request that has a handler, named by its route so that no id is in the name; none for probes. */
final class HttpSpans {
    private HttpSpans() {}

    /** To be called before other handlers are registered; while tracing is off there is nothing to register. */
    static void register(RoutesConfig routes, Tracing tracing) {
        if (tracing.isOn()) {
            routes.beforeMatched(context -> begin(context, tracing));
        }
    }

    static void end(Context context) {
        var span = Trace.span(context).with("http.response.status_code", context.statusCode());
        if (context.statusCode() >= 500) {
            span.fail(Integer.toString(context.statusCode()));
        }
        span.end();
    }

    private static void begin(Context context, Tracing tracing) {
        var endpoint = context.endpoints().matchedHttpEndpoint();
        if (endpoint == null || Probes.isProbe(endpoint.path)) {
            return;
        }
        var method = endpoint.method.name();
        Trace.begin(
                context,
                tracing.serve(method + " " + endpoint.path, context.header(Trace.HEADER))
                        .with("http.request.method", method)
                        .with("http.route", endpoint.path));
    }
}
