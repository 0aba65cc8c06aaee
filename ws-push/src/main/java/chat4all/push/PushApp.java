package chat4all.push;

import chat4all.push.cassandra.CassandraHistory;
import chat4all.push.edge.EdgeApi;
import chat4all.push.feed.Turns;
import chat4all.push.redis.RedisSignals;
import chat4all.push.redis.Subscriptions;
import chat4all.push.socket.Gateway;
import chat4all.push.socket.Services;
import chat4all.push.socket.Upgrade;
import chat4all.runtime.Service;
import chat4all.runtime.auth.TokenVerifier;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Notification;

/**
 * The WebSocket gateway, wired. It accepts sockets as soon as {@link #start} returns, with or without Redis, and on
 * {@link #close()} sends every socket away with 1001.
 */
public final class PushApp implements AutoCloseable {
    /** Sockets hold no thread, so the few that serve upgrades and incoming frames are enough. */
    private static final int THREADS = 16;

    private static final int READS_AT_ONCE = 64;
    private static final long MAX_REQUEST_BYTES = 8_192;

    private final Metrics metrics;
    private final Tracing tracing;
    private final TokenVerifier tokens;
    private final Subscriptions subscriptions;
    private final RedisSignals signals;
    private final CassandraHistory history;
    private final Turns turns = new Turns(READS_AT_ONCE);
    private final Gateway gateway;
    private final HttpServer server;

    private PushApp(PushConfig config) {
        metrics = Metrics.create("ws-push");
        tracing = Tracing.open("ws-push", config.tracing());
        tokens = TokenVerifier.remote(config.tokenKeys(), config.tokenIssuer(), config.tokenAudience());
        subscriptions = new Subscriptions(config.redis(), Notification.channelOf(""));
        signals = new RedisSignals(config.redis(), Notification.channelOf(""));
        history = new CassandraHistory(config.cassandra());
        var services = new Services(tokens, history, turns, new EdgeApi(config.edge()), signals, config.limits());
        gateway = new Gateway(subscriptions, services, tracing, metrics.registry());
        subscriptions.open(gateway::deliver, gateway::subscribed);
        var health = Health.of("redis", "cassandra");
        health.register("redis", subscriptions::isConnected);
        health.register("cassandra", history::isUp);
        var options = new HttpOptions(config.host(), config.port(), THREADS, MAX_REQUEST_BYTES);
        var upgrade = new Upgrade(services, gateway);
        server = listen(options, health, upgrade);
    }

    public static PushApp start(PushConfig config) {
        return new PushApp(config);
    }

    public int port() {
        return server.port();
    }

    /** The sockets first, while the server still carries their goodbyes. */
    @Override
    public void close() {
        gateway.close();
        server.close();
        release();
    }

    private HttpServer listen(HttpOptions options, Health health, Upgrade upgrade) {
        try {
            return HttpServer.start(options, health, metrics, upgrade::register);
        } catch (RuntimeException e) {
            gateway.close();
            release();
            throw e;
        }
    }

    private void release() {
        subscriptions.close();
        signals.close();
        history.close();
        turns.close();
        tokens.close();
        tracing.close();
        metrics.close();
    }

    public static void main(String[] args) {
        Service.run("ws-push", PushConfig::from, PushApp::start, args);
    }
}
