package chat4all.edge;

import chat4all.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    static <V> List<V> values(TestEdge edge, Topic<String, V> topic, String key) {
        return values(edge, topic, key::equals);
    }

    static <V> List<V> values(TestEdge edge, Topic<String, V> topic, Predicate<String> wanted) {
        return all(edge, topic, wanted).stream().map(ConsumerRecord::value).toList();
    }
}
