package chat4all.push.socket;

import chat4all.runtime.http.ProblemException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.websocket.api.Session;

/**
 * The way from a request to a socket, on {@code /} and {@code /notifications}. The token is checked before the upgrade,
 * so that a refusal is an ordinary answer. Which protocol a socket speaks is decided by the
 * subprotocols that were offered; the plain one is spoken to everybody who offers none that is known.
 */
public final class Upgrade {
    private static final List<String> PATHS = List.of("/", "/notifications");
    private static final String PATHS_REGEX = "^/(notifications)?$";
    private static final String USER = "chat4all.user";
    private static final String JAVALIN_CONTEXT = "javalin-ws-upgrade-context";

    private final Admission admission;
    private final Gateway gateway;
    private final Limits limits;

    public Upgrade(Services services, Gateway gateway) {
        this.admission = new Admission(services.tokens());
        this.gateway = gateway;
        this.limits = services.limits();
    }

    public void register(JavalinConfig config) {
        config.jetty.modifyServletContextHandler(Upgrade::withoutSessions);
        config.jetty.modifyWebSocketServletFactory(this::sockets);
        for (var path : PATHS) {
            config.routes.wsBeforeUpgrade(path, this::admit);
            config.routes.ws(path, handledBySocket -> {});
            config.routes.get(path, Upgrade::required);
        }
    }

    /**
     * Javalin routes and refuses; the socket itself is Jetty's listener. Javalin's holds some kilobytes for as long as the
     * socket lives and knows nothing of pongs.
     */
    private void sockets(JettyWebSocketServletFactory factory) {
        factory.setMaxTextMessageSize(limits.frameBytes());
        factory.setMaxBinaryMessageSize(limits.frameBytes());
        factory.setMaxFrameSize(limits.frameBytes());
        // Silence is the heartbeat's business, which counts what the peer sends and not what we send to it.
        factory.setIdleTimeout(Duration.ZERO);
        factory.addMapping(PATHS_REGEX, this::socket);
    }

    /** Javalin asks for an HTTP session at each upgrade: nobody gets a cookie for it, and none is kept. */
    private static void withoutSessions(ServletContextHandler context) {
        var sessions = context.getSessionHandler();
        sessions.setUsingCookies(false);
        var cache = new NullSessionCache(sessions);
        cache.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(cache);
    }

    private void admit(Context context) {
        if (gateway.isClosing()) {
            throw ProblemException.of(503, "unavailable", "This gateway is closing; connect again.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        context.attribute(USER, admission.admit(context));
    }

    private Session.Listener socket(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        if (!(request.getServletAttribute(USER) instanceof Admission.Admitted client)) {
            throw new IllegalStateException("upgraded without a user");
        }
        // Jetty keeps the request while the socket lives: what Javalin has hung on it, copies of every header, need not
        // stay.
        request.setServletAttribute(JAVALIN_CONTEXT, null);
        // Compression would cost each idle socket more memory than everything else together.
        response.setExtensions(List.of());
        request.setServletAttribute(USER, null);
        // Javalin has selected the first that was offered, whatever it is.
        response.setHeader(Admission.SUBPROTOCOLS, client.subprotocol().stream().toList());
        return gateway.socketFor(client);
    }

    private static void required(Context context) {
        throw ProblemException.of(
                        426,
                        "upgrade-required",
                        "This address speaks WebSocket: connect to ws://" + context.host() + context.path()
                                + "?token=<access token>.")
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade");
    }
}
