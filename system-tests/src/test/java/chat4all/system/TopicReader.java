package chat4all.system;

import chat4all.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topics as an auditor sees them: committed records only. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;

    TopicReader(Stack stack) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The sum of the ends of the partitions. */
    long end(String topic) {
        return consumer.endOffsets(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many records the topics that are wanted have, those of the stores' changelogs among them. */
    long count(Predicate<String> wanted) {
        return consumer.listTopics().keySet().stream()
                .filter(topic -> !topic.startsWith("__") && wanted.test(topic))
                .mapToLong(topic -> read(topic).size())
                .sum();
    }

    <V> List<V> values(Topic<String, V> topic) {
        return read(topic.name()).stream()
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    /** The values that can be read. */
    <V> List<V> readable(Topic<String, V> topic) {
        return read(topic.name()).stream()
                .flatMap(record -> value(topic, record).stream())
                .toList();
    }

    private static <V> Optional<V> value(Topic<String, V> topic, ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    List<ConsumerRecord<String, byte[]>> read(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
