package chat4all.connectors.testing;

import chat4all.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A test's own hands on the topics. */
public final class Hands implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", RealServers.KAFKA.bootstrap(), "linger.ms", 0, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    public <V> RecordMetadata write(Topic<String, V> topic, String key, V value) {
        return write(topic, null, key, value);
    }

    /** @param partition null leaves it to the key */
    public <V> RecordMetadata write(Topic<String, V> topic, @Nullable Integer partition, String key, V value) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        return write(new ProducerRecord<>(topic.name(), partition, key, bytes));
    }

    public RecordMetadata write(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without waiting until it is there. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever looks for the record finds it missing
    public <V> void append(Topic<String, V> topic, String key, V value) {
        producer.send(new ProducerRecord<>(
                topic.name(), key, topic.valueSerde().serializer().serialize(topic.name(), value)));
    }

    /** What the topic holds now and passes the filter, in order within a partition. */
    public <V> List<V> values(Topic<String, V> topic, Predicate<V> filter) {
        return records(topic.name()).stream()
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .filter(filter)
                .toList();
    }

    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", RealServers.KAFKA.bootstrap(), "isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
    }
}
