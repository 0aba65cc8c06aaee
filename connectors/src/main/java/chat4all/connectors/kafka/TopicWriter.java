package chat4all.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
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

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final Counter accepted;

    public TopicWriter(String bootstrap, String clientId, Duration timeout, MeterRegistry registry) {
        producer = new KafkaProducer<>(
                config(bootstrap, clientId, timeout), new StringSerializer(), new ByteArraySerializer());
        metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        accepted = Counter.builder("messages.accepted")
                .description("commands that the broker has acknowledged")
                .register(registry);
    }

    public <V> CompletableFuture<Void> append(Topic<String, V> topic, String key, V value) {
        return append(topic, null, key, value);
    }

    /** @param partition null leaves it to the key */
    public <V> CompletableFuture<Void> append(
            Topic<String, V> topic, @Nullable Integer partition, String key, V value) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        return send(new ProducerRecord<>(topic.name(), partition, key, bytes));
    }

    /** {@code value} as its topic holds it, with where it came from and why it is here in the headers. */
    public <V> CompletableFuture<Void> bury(
            Topic<String, V> topic, TopicPartition partition, long offset, String key, V value, String cause) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        var letter = new ProducerRecord<String, byte[]>(Topics.DEAD_LETTERS.name(), null, key, bytes);
        Map.of(
                        "message", cause,
                        "topic", partition.topic(),
                        "partition", Integer.toString(partition.partition()),
                        "offset", Long.toString(offset))
                .forEach((name, text) -> letter.headers().add(DEAD_LETTER_HEADER + name, text.getBytes(UTF_8)));
        return send(letter);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        var appended = new CompletableFuture<Void>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    count(record.topic());
                    appended.complete(null);
                } else {
                    appended.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            appended.completeExceptionally(e);
        }
        return appended;
    }

    private void count(String topic) {
        if (topic.equals(Topics.MESSAGES.name())) {
            accepted.increment();
        }
    }

    private static Map<String, Object> config(String bootstrap, String clientId, Duration timeout) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.min(timeout.toMillis() / 2, 10_000),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) timeout.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                timeout.toMillis(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500);
    }

    @Override
    public void close() {
        metrics.close();
        producer.close(Duration.ofSeconds(2));
    }
}
