package chat4all.runtime.http;

import chat4all.runtime.health.Health;
import chat4all.runtime.metrics.Metrics;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server that answers every error with a problem document, measures every request, tells its health, and on
 * {@link #close()} stops accepting and gives requests in flight five seconds.
 */
public final class HttpServer implements AutoCloseable {
    private static final long STOP_TIMEOUT_MILLIS = 5_000;
    /** How long a connection without a request may hold up the stop. */
    private static final long IDLE_AT_STOP_MILLIS = 300;
    /**
     * Connections that may wait to be accepted, as far as the system allows (Linux: {@code net.core.somaxconn}). With Java's
     * 50 most of those who return at once are dropped, and try again after one, three, seven seconds.
     */
    private static final int WAITING_CONNECTIONS = 4_096;
    /** One accepting, one selecting, and room for requests. */
    private static final int FEWEST_THREADS = 6;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** A server whose requests belong to no trace of ours. */
    public static HttpServer start(
            HttpOptions options, Health health, Metrics metrics, Consumer<JavalinConfig> routes) {
        return start(options, health, metrics, Tracing.off(), routes);
    }

    /** Listens when it returns; {@code routes} adds handlers and may replace the JSON mapper, which is that of the topics. */
    public static HttpServer start(
            HttpOptions options, Health health, Metrics metrics, Tracing tracing, Consumer<JavalinConfig> routes) {
        var measured = new HttpMetrics(metrics.registry());
        var javalin = Javalin.create(config -> {
            quiet(config);
            jetty(config, options);
            config.http.maxRequestSize = options.maxRequestBytes();
            config.http.prefer405over404 = true;
            config.jsonMapper(new JavalinJackson(Json.MAPPER, false));
            config.requestLogger.http((context, millis) -> {
                measured.record(context, millis);
                HttpSpans.end(context);
            });
            HttpSpans.register(config.routes, tracing);
            config.routes.before(Guard::query);
            config.routes.beforeMatched(context -> Guard.declaredLength(context, options.maxRequestBytes()));
            Probes.register(config.routes, health, metrics);
            Errors.register(config);
            routes.accept(config);
        });
        javalin.start(options.host(), options.port());
        for (var connector : javalin.jettyServer().server().getBeans(AbstractConnector.class)) {
            connector.setShutdownIdleTimeout(IDLE_AT_STOP_MILLIS);
        }
        return new HttpServer(javalin);
    }

    public int port() {
        return javalin.port();
    }

    /** What it answers, as {@code GET /health}; without what only runs before or after. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    private static void jetty(JavalinConfig config, HttpOptions options) {
        int threads = Math.max(FEWEST_THREADS, options.maxThreads());
        var pool = new QueuedThreadPool(threads, Math.min(threads, FEWEST_THREADS));
        pool.setName("http");
        config.jetty.threadPool = pool;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyErrors()));
        config.jetty.modifyServer(HttpServer::handlers);
    }

    private static void handlers(Server server) {
        server.setStopTimeout(STOP_TIMEOUT_MILLIS);
        server.addEventListener(new WaitingConnections());
        server.setErrorHandler(new JettyErrors());
        var graceful = new GracefulHandler();
        graceful.setHandler(new HeadAsGet());
        server.setHandler(graceful);
    }

    /** Javalin makes its connector when it starts. */
    private static final class WaitingConnections implements LifeCycle.Listener {
        @Override
        public void lifeCycleStarting(LifeCycle server) {
            for (var connector : ((Server) server).getBeans(ServerConnector.class)) {
                connector.setAcceptQueueSize(WAITING_CONNECTIONS);
            }
        }
    }
}
