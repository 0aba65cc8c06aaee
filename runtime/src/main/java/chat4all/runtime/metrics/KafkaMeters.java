package chat4all.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Of the meters that Kafka's clients bring along, a hundred for every thread, node, store and partition, lets through those
 * that a dashboard, a rule or a runbook looks at. The others would make a scrape slow and say what JMX says as well.
 */
final class KafkaMeters implements MeterFilter {
    private static final String KAFKA = "kafka.";

    private static final Set<String> WANTED = Set.of(
            "kafka.consumer.lag",
            "kafka.producer.request.latency.avg",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.client.state",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.state.cur.size.all.mem.tables",
            "kafka.stream.state.total.sst.files.size",
            "kafka.stream.task.dropped.records.total",
            "kafka.stream.task.restore.remaining.records.total",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.commit.total",
            "kafka.stream.topic.records.consumed.total",
            "kafka.stream.topic.records.produced.total");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith(KAFKA) && !WANTED.contains(id.getName())
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
