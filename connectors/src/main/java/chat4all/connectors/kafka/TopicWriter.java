package chat4all.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.runtime.kafka.RecordProducer;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Appends records, in order within a partition, and tells when all in-sync replicas have them. What is not acknowledged
 * within the timeout fails, though it may have been written: readers of these topics take repetitions.
 */
public final class TopicWriter implements AutoCloseable {
    /** A webhook of 3 MB becomes longer as a JSON string. */
    private static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;

    /** As Kafka Streams names the headers of its own dead letters. */
    private static final String DEAD_LETTER_HEADER = "__streams.errors.";

    private final RecordProducer producer;

    public TopicWriter(String bootstrap, String clientId, Duration timeout, MeterRegistry registry, Tracing tracing) {
        producer = new RecordProducer(bootstrap, clientId, options(timeout), registry, tracing);
    }

    /** @param traceparent what the record follows from; null when nobody said */
    public <V> CompletableFuture<Void> append(
            Topic<String, V> topic, String key, V value, @Nullable String traceparent) {
        return append(topic, null, key, value, traceparent);
    }

    /** @param partition null leaves it to the key */
    public <V> CompletableFuture<Void> append(
            Topic<String, V> topic, @Nullable Integer partition, String key, V value, @Nullable String traceparent) {
        var record = new ProducerRecord<>(topic.name(), partition, key, RecordProducer.bytes(topic, value));
        if (traceparent != null) {
            record.headers().add(Tracing.TRACEPARENT, traceparent.getBytes(UTF_8));
        }
        return send(record);
    }

    /** {@code value} as its topic holds it, with where it came from and why it is here in the headers. */
    public <V> CompletableFuture<Void> bury(
            Topic<String, V> topic, TopicPartition partition, long offset, String key, V value, String cause) {
        var letter = new ProducerRecord<>(Topics.DEAD_LETTERS.name(), key, RecordProducer.bytes(topic, value));
        Map.of(
                        "message", cause,
                        "topic", partition.topic(),
                        "partition", Integer.toString(partition.partition()),
                        "offset", Long.toString(offset))
                .forEach((name, text) -> letter.headers().add(DEAD_LETTER_HEADER + name, text.getBytes(UTF_8)));
        return send(letter);
    }

    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        return producer.append(record).thenAccept(metadata -> {});
    }

    private static Map<String, Object> options(Duration timeout) {
        return Map.of(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.min(timeout.toMillis() / 2, 10_000),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) timeout.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                timeout.toMillis(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES);
    }

    @Override
    public void close() {
        producer.close();
    }
}
