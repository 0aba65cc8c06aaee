package chat4all.topology;

import chat4all.runtime.Resources;
import chat4all.runtime.Service;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import chat4all.runtime.tracing.Tracing;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.rocksdb.RocksDB;

/**
 * One instance of the topology: runs {@link ChatTopology}, answers interactive queries on its stores and tells its
 * health. Instances share the partitions; closing one leaves its place in the group open for its return.
 */
public final class TopologyApp implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final String REBUILD_STATE = "--rebuild-state";

    private final Resources parts;
    private final HttpServer http;

    private TopologyApp(Resources parts, HttpServer http) {
        this.parts = parts;
        this.http = http;
    }

    public static void main(String[] args) {
        boolean rebuild = List.of(args).contains(REBUILD_STATE);
        String[] others =
                Stream.of(args).filter(arg -> !arg.equals(REBUILD_STATE)).toArray(String[]::new);
        Service.run(
                "topology",
                settings -> rebuild ? TopologyConfig.from(settings).rebuilding() : TopologyConfig.from(settings),
                TopologyApp::start,
                others);
    }

    /**
     * Starts processing; returns before the instance has its partitions, which {@code /health/ready} tells.
     *
     * @throws LostStateException when the sequence would begin anew although the log shows that it had begun
     */
    public static TopologyApp start(TopologyConfig config) {
        Resources parts = new Resources();
        try {
            KafkaStreams streams = open(config, parts);
            return new TopologyApp(parts, serve(streams, config, parts));
        } catch (RuntimeException failed) {
            parts.close();
            throw failed;
        }
    }

    private static KafkaStreams open(TopologyConfig config, Resources parts) {
        // The broker is asked while everything is put together: people wait for an instance that returns.
        CompletableFuture<Boolean> check = CompletableFuture.supplyAsync(() -> LostState.check(config));
        Properties properties = StreamsProperties.of(config);
        Tracing tracing = parts.open(Tracing.open("topology", config.tracing()));
        KafkaStreams streams = new KafkaStreams(
                ChatTopology.build(new StreamsConfig(properties), config.retention(), RecordTraces.with(tracing)),
                properties);
        CleanStop cleanStop = new CleanStop(config.stateDir());
        parts.open(() -> {
            if (streams.close(CloseOptions.timeout(CLOSE_WITHIN))) {
                cleanStop.leave();
            }
        });
        RocksDB.loadLibrary();
        boolean rebuilt = result(check);
        if (!cleanStop.take() || rebuilt) {
            streams.cleanUp();
        }
        return streams;
    }

    private static boolean result(CompletableFuture<Boolean> check) {
        try {
            return check.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** What is opened last is closed first: no question is taken any more when the streams go. */
    private static HttpServer serve(KafkaStreams streams, TopologyConfig config, Resources parts) {
        Supervision supervision = Supervision.of(streams);
        Metrics metrics = parts.open(Metrics.create("topology"));
        parts.open(new KafkaStreamsMetrics(streams)).bindTo(metrics.registry());
        Health health = Health.of("streams");
        health.register("streams", supervision::ready);
        InteractiveQueries queries = new InteractiveQueries(streams, HostInfo.buildFromEndpoint(config.advertised()));
        CopyLag lag = parts.open(new CopyLag(queries::lags));
        InternalRoutes routes =
                new InternalRoutes(queries, new OwnerClient(config.internalToken()), lag, config.internalToken());
        // Joins the group and opens its stores while the server starts.
        streams.start();
        return parts.open(HttpServer.start(
                new HttpOptions(config.host(), config.port(), 32, 64 * 1024), health, metrics, routes::register));
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        parts.close();
    }
}
