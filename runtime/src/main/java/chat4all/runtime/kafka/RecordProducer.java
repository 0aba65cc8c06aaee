package chat4all.runtime.kafka;

import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How processes outside Kafka Streams append records: idempotently, in order within a partition, without lingering, and
 * acknowledged by all in-sync replicas. What is not acknowledged within the delivery timeout fails with Kafka's own
 * exception, though it may have been written. Counts the commands that were accepted, and traces every append.
 */
public final class RecordProducer implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final Counter accepted;
    private final Tracing tracing;

    /** @param options timeouts and sizes, which differ from process to process */
    public RecordProducer(
            String bootstrap, String clientId, Map<String, Object> options, MeterRegistry registry, Tracing tracing) {
        this.tracing = tracing;
        producer = new KafkaProducer<>(
                config(bootstrap, clientId, options), new StringSerializer(), new ByteArraySerializer());
        metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        accepted = Counter.builder("messages.accepted")
                .description("commands that the broker has acknowledged")
                .register(registry);
    }

    /** A value in the bytes of its topic. */
    public static <V> byte[] bytes(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    public CompletableFuture<RecordMetadata> append(ProducerRecord<String, byte[]> record) {
        var appended = new CompletableFuture<RecordMetadata>();
        var span = RecordSpans.send(tracing, record);
        try {
            producer.send(record, (metadata, failure) -> {
                span.end(failure);
                if (failure == null) {
                    count(record.topic());
                    appended.complete(metadata);
                } else {
                    appended.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            span.end(e);
            appended.completeExceptionally(e);
        }
        return appended;
    }

    /** For questions about topics; records go through {@link #append}. */
    public Producer<?, ?> client() {
        return producer;
    }

    private void count(String topic) {
        if (topic.equals(Topics.MESSAGES.name())) {
            accepted.increment();
        }
    }

    private static Map<String, Object> config(String bootstrap, String clientId, Map<String, Object> options) {
        var config = new HashMap<>(options);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // What comes while a request is on its way shares the next one: no wait when idle, fewer requests under load.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return config;
    }

    @Override
    public void close() {
        metrics.close();
        producer.close(CLOSE);
    }
}
