package chat4all.sinks;

import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A test's own hands on the topics. */
public final class Kafka implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Stack.KAFKA.bootstrap(), "linger.ms", 0, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    public <V> void send(Topic<String, V> topic, String key, V value) {
        send(topic.name(), key, topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    public void send(String topic, String key, byte[] value) {
        send(topic, key, value, key);
    }

    public void send(String topic, String key, byte[] value, String traceparent) {
        var entry = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        entry.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        var unused = producer.send(entry, (metadata, error) -> {
            if (error != null) {
                error.printStackTrace();
            }
        });
    }

    public void flush() {
        producer.flush();
    }

    /** Everything in the topic now that passes the filter. */
    public <V> List<V> values(Topic<String, V> topic, Predicate<V> filter) {
        var deserializer = topic.valueSerde().deserializer();
        return records(topic.name()).stream()
                .map(entry -> deserializer.deserialize(topic.name(), entry.value()))
                .filter(filter)
                .toList();
    }

    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return records(Topics.DEAD_LETTERS.name());
    }

    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                Stack.KAFKA.bootstrap(),
                "group.id",
                UUID.randomUUID().toString());
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(50)).forEach(found::add);
            }
            return found;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
