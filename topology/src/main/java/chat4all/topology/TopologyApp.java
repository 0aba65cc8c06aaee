package chat4all.topology;

import chat4all.runtime.Service;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;

/**
 * One instance of the topology: runs {@link ChatTopology}, answers interactive queries on its stores and tells its
 * health. Instances share the partitions; closing one leaves its place in the group open for its return.
 */
public final class TopologyApp implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final String REBUILD_STATE = "--rebuild-state";

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;
    private final Metrics metrics;
    private final CopyLag lag;
    private final HttpServer http;

    private TopologyApp(
            KafkaStreams streams, KafkaStreamsMetrics streamsMetrics, Metrics metrics, CopyLag lag, HttpServer http) {
        this.streams = streams;
        this.streamsMetrics = streamsMetrics;
        this.metrics = metrics;
        this.lag = lag;
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
        boolean rebuilt = LostState.check(config);
        Properties properties = StreamsProperties.of(config);
        KafkaStreams streams =
                new KafkaStreams(ChatTopology.build(new StreamsConfig(properties), config.retention()), properties);
        if (rebuilt) {
            streams.cleanUp();
        }
        try {
            return serve(streams, config);
        } catch (RuntimeException failed) {
            streams.close(CloseOptions.timeout(CLOSE_WITHIN));
            throw failed;
        }
    }

    private static TopologyApp serve(KafkaStreams streams, TopologyConfig config) {
        Supervision supervision = Supervision.of(streams);
        Metrics metrics = Metrics.create("topology");
        KafkaStreamsMetrics streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(metrics.registry());
        Health health = Health.of("streams");
        health.register("streams", supervision::ready);
        InteractiveQueries queries = new InteractiveQueries(streams, HostInfo.buildFromEndpoint(config.advertised()));
        CopyLag lag = new CopyLag(queries::lags);
        InternalRoutes routes =
                new InternalRoutes(queries, new OwnerClient(config.internalToken()), lag, config.internalToken());
        HttpServer http = HttpServer.start(
                new HttpOptions(config.host(), config.port(), 32, 64 * 1024), health, metrics, routes::register);
        streams.start();
        return new TopologyApp(streams, streamsMetrics, metrics, lag, http);
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        lag.close();
        streams.close(CloseOptions.timeout(CLOSE_WITHIN));
        streamsMetrics.close();
        metrics.close();
    }
}
