package chat4all.connectors.kafka;

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
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    public <V> CompletableFuture<Void> append(
            Topic<String, V> topic, @Nullable Integer partition, String key, V value) {
        var appended = new CompletableFuture<Void>();
        try {
            byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
            producer.send(new ProducerRecord<>(topic.name(), partition, key, bytes), (metadata, failure) -> {
                if (failure == null) {
                    count(topic);
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

    private void count(Topic<?, ?> topic) {
        if (topic.equals(Topics.MESSAGES)) {
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
