package chat4all.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far every consumer group is behind, asked from outside, so that it is known of a consumer that is down too. Counted
 * up to the end of each partition, so that a transaction left hanging shows as lag, and with the broker's own marks of
 * transactions, so that a group with nothing left to read may seem a record or two behind. While Kafka cannot be asked
 * there are no values rather than old ones.
 */
public final class ConsumerLag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);
    private static final long EVERY_SECONDS = 5;
    private static final int PATIENCE_MILLIS = 4_000;

    private final Admin admin;
    private final MultiGauge gauge;
    private final ScheduledExecutorService timer;

    private ConsumerLag(Admin admin, MeterRegistry registry) {
        this.admin = admin;
        this.gauge = MultiGauge.builder("kafka.consumer.lag")
                .description("records between a group's committed offset and the end of the partition")
                .register(registry);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "consumer-lag");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Asks every five seconds until closed. */
    public static ConsumerLag watch(String bootstrap, MeterRegistry registry) {
        var lag = new ConsumerLag(
                Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        "consumer-lag",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS / 2,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS)),
                registry);
        var unused = lag.timer.scheduleWithFixedDelay(lag::measure, 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return lag;
    }

    private void measure() {
        try {
            var committed = committed();
            gauge.register(rows(committed, ends(committed)), true);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException away) {
            gauge.register(List.of(), true);
            log.debug("Kafka does not tell how far its consumers are", away);
        }
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
            throws ExecutionException, InterruptedException {
        var groups = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .collect(Collectors.toMap(group -> group.groupId(), group -> new ListConsumerGroupOffsetsSpec()));
        return groups.isEmpty()
                ? Map.of()
                : admin.listConsumerGroupOffsets(groups).all().get();
    }

    private Map<TopicPartition, Long> ends(Map<String, Map<TopicPartition, OffsetAndMetadata>> committed)
            throws ExecutionException, InterruptedException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(at -> wanted.put(at, OffsetSpec.latest())));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(wanted).all().get().forEach((at, end) -> ends.put(at, end.offset()));
        return ends;
    }

    private static List<Row<?>> rows(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed, Map<TopicPartition, Long> ends) {
        var rows = new ArrayList<Row<?>>();
        committed.forEach((group, offsets) -> offsets.forEach((at, offset) -> {
            var end = ends.get(at);
            // A partition may be listed without an offset.
            if (offset != null && end != null) {
                var tags = Tags.of("group", group, "topic", at.topic(), "partition", Integer.toString(at.partition()));
                rows.add(Row.of(tags, Math.max(0, end - offset.offset())));
            }
        }));
        return rows;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
