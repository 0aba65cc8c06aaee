package chat4all.runtime.http;

import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets HEAD answer exactly what GET would, without the content (RFC 9110, 9.3.2); Javalin would answer 200 to HEAD on
 * any GET route without asking its handler.
 */
public final class HeadAsGet extends Handler.Wrapper {
    private static final String MARK = HeadAsGet.class.getName();

    HeadAsGet() {}

    /**
     * Whether it was HEAD that was asked. To who knows this the server grants that the answer announces a length and
     * writes nothing: a handler saves itself the making of a long content.
     */
    public static boolean isHead(Context context) {
        if (context.req().getAttribute(MARK) instanceof AsGet asked) {
            asked.known = true;
            return true;
        }
        return false;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (HttpMethod.HEAD.is(request.getMethod())) {
            var asked = new AsGet(request);
            request.setAttribute(MARK, asked);
            return super.handle(asked, response, callback);
        }
        return super.handle(request, response, callback);
    }

    private static final class AsGet extends Request.Wrapper {
        private volatile boolean known;

        AsGet(Request wrapped) {
            super(wrapped);
        }

        @Override
        public String getMethod() {
            return (known ? HttpMethod.HEAD : HttpMethod.GET).asString();
        }
    }
}
