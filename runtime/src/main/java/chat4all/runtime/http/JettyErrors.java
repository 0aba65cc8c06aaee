package chat4all.runtime.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses before any handler of ours sees it (malformed requests) with a problem document too. */
final class JettyErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = statusOf(request, response);
        var detail = status < 500 ? "The request is malformed." : "Something failed on our side.";
        var problem = Problem.of(status, Titles.code(status), detail);
        var traceId = Trace.idOf(request.getHeaders().get(Trace.HEADER));
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemBody.CONTENT_TYPE);
        response.write(
                true,
                ByteBuffer.wrap(ProblemBody.of(problem, request.getHttpURI().getPath(), traceId)),
                callback);
        return true;
    }

    private static int statusOf(Request request, Response response) {
        if (request.getAttribute(ERROR_EXCEPTION) instanceof HttpException http) {
            return http.getCode();
        }
        return response.getStatus() >= 400 ? response.getStatus() : 500;
    }
}
