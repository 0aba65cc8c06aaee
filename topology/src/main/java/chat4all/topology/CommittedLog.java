package chat4all.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning to where they end now, committed records only, without joining the group. */
final class CommittedLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_UP = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;

    CommittedLog(String bootstrap) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, StreamsProperties.APPLICATION_ID);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Empty when there is no such topic. */
    List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.listTopics(LOOK_UP).getOrDefault(topic, List.of());
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** The offset of the oldest record that retention has left. */
    long beginning(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition), LOOK_UP).getOrDefault(partition, 0L);
    }

    boolean isEmpty(TopicPartition partition) {
        return filled(List.of(partition)).isEmpty();
    }

    /** Those that have a record. They are looked at together: an instance starts sooner than if it asked one by one. */
    Set<TopicPartition> filled(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = seekToBeginning(partitions);
        Set<TopicPartition> filled = new HashSet<>();
        Set<TopicPartition> open = new HashSet<>(partitions);
        while (true) {
            open.removeIf(partition -> filled.contains(partition) || isAtEnd(partition, ends));
            if (open.isEmpty()) {
                return filled;
            }
            consumer.pause(partitions);
            consumer.resume(open);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < end(partition, ends)) {
                    filled.add(partition);
                }
            }
        }
    }

    /** Calls {@code onRecord} until it returns false; true when the end was reached before. */
    boolean read(TopicPartition partition, Predicate<ConsumerRecord<byte[], byte[]>> onRecord) {
        Map<TopicPartition, Long> ends = seekToBeginning(List.of(partition));
        while (!isAtEnd(partition, ends)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end(partition, ends) && !onRecord.test(record)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Stands for the application's group as long as no instance is in it, which {@link IdleGroup} makes sure of. */
    ConsumerGroupMetadata idleGroup() {
        return consumer.groupMetadata();
    }

    /** Where they end now. */
    private Map<TopicPartition, Long> seekToBeginning(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions, LOOK_UP);
    }

    private boolean isAtEnd(TopicPartition partition, Map<TopicPartition, Long> ends) {
        return consumer.position(partition, LOOK_UP) >= end(partition, ends);
    }

    private static long end(TopicPartition partition, Map<TopicPartition, Long> ends) {
        return ends.getOrDefault(partition, 0L);
    }

    /** At once: it is in no group that it would have to leave. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
