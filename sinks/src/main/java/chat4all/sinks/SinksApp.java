package chat4all.sinks;

import chat4all.runtime.LateStart;
import chat4all.runtime.Resources;
import chat4all.runtime.Service;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import chat4all.runtime.tracing.Tracing;
import chat4all.sinks.cassandra.Database;
import chat4all.sinks.history.HistorySink;
import chat4all.sinks.push.PushSink;
import chat4all.sinks.redis.Publisher;
import chat4all.sinks.status.StatusSink;
import chat4all.sinks.streams.CommitGate;
import chat4all.sinks.streams.DeadLetters;
import chat4all.sinks.streams.Outbox;
import chat4all.sinks.streams.SinkStreams;
import chat4all.sinks.streams.SinkTopology;
import chat4all.sinks.streams.StreamsOptions;
import chat4all.sinks.streams.WriteSpans;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The three sinks in one process, each an application of its own: {@code push} starts and goes on while Cassandra is
 * away, and the other two while Redis is. Closing writes and commits what was read; what cannot be written by then is
 * read again.
 */
public final class SinksApp implements AutoCloseable {
    private static final String HISTORY = "history";
    private static final String STATUS = "status";
    private static final String PUSH = "push";
    private static final int HTTP_THREADS = 8;
    /** Added to the time until a message is DELIVERED. */
    private static final Duration HISTORY_GATHERS = Duration.ofMillis(20);
    /** The topology answers with the status until it is stored. */
    private static final Duration STATUS_GATHERS = Duration.ofMillis(100);

    private static final long MAX_REQUEST_BYTES = 16 * 1024;
    /** Publications are small and quick, a message to a group is up to 256 of them. */
    private static final int PUBLICATIONS = 2_048;

    private final SinksConfig config;
    private final WriteSpans spans;
    private final Metrics metrics = Metrics.create("sinks");
    private final Health health = Health.of("cassandra", "redis", HISTORY, STATUS, PUSH);
    private final Resources resources = new Resources();
    private final List<SinkStreams> sinks = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    private SinksApp(SinksConfig config) {
        this.config = config;
        resources.open(metrics);
        this.spans = new WriteSpans(resources.open(Tracing.open("sinks", config.tracing())));
        this.http = resources.open(HttpServer.start(
                new HttpOptions(config.host(), config.port(), HTTP_THREADS, MAX_REQUEST_BYTES),
                health,
                metrics,
                routes -> {}));
    }

    public static void main(String[] args) {
        Service.run("sinks", SinksConfig::from, SinksApp::start, args);
    }

    /** Returns when {@code push} runs; {@code /health/ready} tells when Cassandra was there for the other two as well. */
    public static SinksApp start(SinksConfig config) {
        var app = new SinksApp(config);
        try {
            app.startPush();
            app.resources.open(LateStart.of("history and status", app::startHistoryAndStatus));
            return app;
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        sinks.forEach(SinkStreams::beginClose);
        resources.close();
    }

    private void startPush() {
        var publisher = resources.open(Publisher.start(config.redis(), metrics.registry()));
        health.register("redis", publisher::isUp);
        var gate = new CommitGate(PUSH, PUBLICATIONS, metrics.registry());
        run(resources, PUSH, PushSink.topology(publisher, gate, spans, metrics.registry()), gate, Duration.ZERO);
    }

    private Resources startHistoryAndStatus() {
        var own = new Resources();
        try {
            startHistoryAndStatus(own);
            return own;
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private void startHistoryAndStatus(Resources own) {
        var database = own.open(Database.open(config.cassandra(), metrics.registry()));
        health.register("cassandra", database::isUp);
        var outbox = own.open(Outbox.open(config.kafka().bootstrap(), config.instance()));
        var deadLetters = new DeadLetters(outbox, metrics.registry());

        var history = new CommitGate(HISTORY, CommitGate.ROOM, metrics.registry());
        run(
                own,
                HISTORY,
                HistorySink.topology(database.history(), outbox, deadLetters, history, spans, Clock.systemUTC()),
                history,
                HISTORY_GATHERS);

        var status = new CommitGate(STATUS, CommitGate.ROOM, metrics.registry());
        run(own, STATUS, StatusSink.topology(database.status(), deadLetters, status, spans), status, STATUS_GATHERS);
    }

    private void run(Resources owner, String name, SinkTopology topology, CommitGate gate, Duration gather) {
        var options =
                new StreamsOptions(config.kafka().bootstrap(), config.instance(), config.stateDirectory(), gather);
        var sink = owner.open(SinkStreams.start(name, topology, options, gate, metrics.registry()));
        sinks.add(sink);
        health.register(name, sink::isServing);
    }
}
