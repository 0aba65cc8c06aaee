package chat4all.sinks.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One running Kafka Streams application that commits only through its gate. {@link #beginClose()} returns at once;
 * {@link #close()} waits for a clean end and then abandons the writes that hold it up, whose records are read again.
 */
public final class SinkStreams implements AutoCloseable {
    private static final Duration CLEAN_END = Duration.ofSeconds(6);
    private static final Duration FORCED_END = Duration.ofSeconds(4);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final CommitGate gate;

    private SinkStreams(KafkaStreams streams, KafkaStreamsMetrics metrics, CommitGate gate) {
        this.streams = streams;
        this.metrics = metrics;
        this.gate = gate;
    }

    public static SinkStreams start(
            String application,
            SinkTopology topology,
            StreamsOptions options,
            CommitGate gate,
            MeterRegistry registry) {
        var config = new StreamsConfig(new HashMap<>(options.of(application)));
        var streams = new KafkaStreams(topology.build(), config, new FlushFirstClients(gate::pass));
        streams.setUncaughtExceptionHandler(new ReplaceThread(application, gate::isAbandoned));
        var metrics = new KafkaStreamsMetrics(streams, List.of(Tag.of("sink", application)));
        metrics.bindTo(registry);
        streams.start();
        return new SinkStreams(streams, metrics, gate);
    }

    public boolean isServing() {
        return streams.state().isRunningOrRebalancing();
    }

    public void beginClose() {
        streams.close(Duration.ZERO);
    }

    @Override
    public void close() {
        metrics.close();
        if (!streams.close(CLEAN_END)) {
            gate.abandon();
            streams.close(FORCED_END);
        }
    }
}
