package chat4all.runtime.http;

import chat4all.runtime.http.Problem.FieldError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.servlet.JavalinWsServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a handler throws into a problem document; only the unexpected is logged, once, with its trace id. */
final class Errors {
    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    static void register(JavalinConfig config) {
        config.router.handlerWrapper(endpoint -> context -> handle(endpoint.handler, context));
        var routes = config.routes;
        routes.exception(ProblemException.class, (e, context) -> answer(context, e.problem(), e.headers()));
        routes.exception(MethodNotAllowedResponse.class, Errors::methodNotAllowed);
        routes.exception(HttpResponseException.class, (e, context) -> answer(context, fromStatus(e), Map.of()));
        routes.exception(JsonProcessingException.class, (e, context) -> answer(context, malformed(e), Map.of()));
        routes.exception(Exception.class, Errors::other);
    }

    /** Javalin answers an {@link Error} without a way to the request: it travels as an exception to get the same answer. */
    private static void handle(Handler handler, Context context) throws Exception {
        var logged = Trace.span(context).inLogs();
        try {
            handler.handle(context);
        } catch (Error e) {
            throw new IllegalStateException("an error in a handler", e);
        } finally {
            logged.close();
        }
    }

    private static void methodNotAllowed(MethodNotAllowedResponse e, Context context) {
        var allow = Allow.of(e);
        if (context.method().equals(HandlerType.OPTIONS)) {
            context.status(204).header("Allow", allow).result("");
            return;
        }
        answer(context, Problem.of(405, "method-not-allowed", "Use one of: " + allow), Map.of("Allow", allow));
    }

    private static Problem fromStatus(HttpResponseException e) {
        var message = e.getMessage() == null ? Titles.of(e.getStatus()) : e.getMessage();
        var detail = e.getStatus() == 404 ? "There is nothing at this address." : message;
        return Problem.of(e.getStatus(), Titles.code(e.getStatus()), detail);
    }

    private static Problem malformed(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return Problem.of(400, "validation", "The body is not valid JSON.");
        }
        var pointer = JsonPointers.of(mapping);
        var error = new FieldError(pointer, "invalid", "has the wrong type or form");
        return new Problem(400, "validation", Titles.of(400), "A field cannot be read.", List.of(error));
    }

    private static void other(Exception e, Context context) {
        if (e instanceof HttpException http && http.getCode() < 500) {
            answer(
                    context,
                    Problem.of(http.getCode(), Titles.code(http.getCode()), "The request is malformed."),
                    Map.of());
            return;
        }
        unexpected(e, context);
    }

    private static void unexpected(Throwable e, Context context) {
        log.atError()
                .setCause(e)
                .addKeyValue("trace_id", Trace.id(context))
                .log("{} {} failed, trace_id {}", context.method(), context.path(), Trace.id(context));
        answer(context, Problem.of(500, "internal", "Something failed on our side; quote the trace_id."), Map.of());
    }

    private static void answer(Context context, Problem problem, Map<String, String> headers) {
        headers.forEach(context::header);
        var body = ProblemBody.of(problem, context.path(), Trace.id(context));
        context.status(problem.status()).contentType(ProblemBody.CONTENT_TYPE).result(body);
        if (context instanceof JavalinWsServletContext) {
            sendNow(context, body);
        }
    }

    /** Javalin sets the status of a refused WebSocket upgrade and forgets its result. */
    private static void sendNow(Context context, byte[] body) {
        try {
            context.outputStream().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
