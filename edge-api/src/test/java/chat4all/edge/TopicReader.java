package chat4all.edge;

import chat4all.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what a topic holds of one key. */
final class TopicReader {
    private TopicReader() {}

    static <V> List<ConsumerRecord<String, V>> all(TestEdge edge, Topic<String, V> topic, String key) {
        return all(edge, topic, key::equals);
    }

    private static <V> List<ConsumerRecord<String, V>> all(
            TestEdge edge, Topic<String, V> topic, Predicate<String> wanted) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", edge.servers.kafkaBootstrap(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), topic.valueSerde().deserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, V>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (wanted.test(record.key())) {
                        records.add(record);
                    }
                }
            }
            return records;
        }
    }

    /** Hands over everything that is in the topic and everything that comes, as long as the tests run. */
    static <V> void follow(TestEdge edge, Topic<String, V> topic, Consumer<V> taker) {
        var thread = new Thread(() -> poll(edge, topic, taker), "follow-" + topic.name());
        thread.setDaemon(true);
        thread.start();
    }

    private static <V> void poll(TestEdge edge, Topic<String, V> topic, Consumer<V> taker) {
        Map<String, Object> config = Map.of("bootstrap.servers", edge.servers.kafkaBootstrap());
        try (var consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), topic.valueSerde().deserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> taker.accept(record.value()));
            }
        }
    }

    static <V> List<V> values(TestEdge edge, Topic<String, V> topic, String key) {
        return values(edge, topic, key::equals);
    }

    static <V> List<V> values(TestEdge edge, Topic<String, V> topic, Predicate<String> wanted) {
        return all(edge, topic, wanted).stream().map(ConsumerRecord::value).toList();
    }
}
