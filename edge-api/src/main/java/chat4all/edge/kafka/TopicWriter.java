package chat4all.edge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.edge.async.Outage;
import chat4all.runtime.http.ProblemException;
import chat4all.runtime.http.Trace;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Appends records and tells when all in-sync replicas have them. An append that cannot be acknowledged within 1.5 s
 * fails as an {@link Outage}; it may have taken place all the same, which is why repetitions are recognised by id.
 */
public final class TopicWriter implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final Counter accepted;
    private final BrokerProbe probe;

    public TopicWriter(String bootstrap, MeterRegistry registry) {
        producer = new KafkaProducer<>(config(bootstrap), new StringSerializer(), new ByteArraySerializer());
        metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
        accepted = Counter.builder("messages.accepted")
                .description("commands that the broker has acknowledged")
                .register(registry);
        probe = new BrokerProbe(bootstrap, producer);
    }

    /** Completes with the record's time in epoch milliseconds, as the broker stamped it. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells everything
    public <V> CompletableFuture<Long> append(Topic<String, V> topic, String key, V value, Optional<String> trace) {
        var appended = new CompletableFuture<Long>();
        if (!probe.topicsKnown()) {
            // The producer would hold this thread for a second to find out.
            appended.completeExceptionally(new Outage("Kafka has not answered yet"));
            return appended;
        }
        try {
            var bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
            var record = new ProducerRecord<>(topic.name(), key, bytes);
            trace.ifPresent(parent -> record.headers().add(Trace.HEADER, parent.getBytes(UTF_8)));
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    count(topic);
                    appended.complete(metadata.timestamp());
                } else {
                    appended.completeExceptionally(translated(failure));
                }
            });
        } catch (KafkaException e) {
            appended.completeExceptionally(translated(e));
        }
        return appended;
    }

    public boolean isUp() {
        return probe.isUp();
    }

    private static RuntimeException translated(Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            return ProblemException.of(413, "payload-too-large", "The message is too large to be stored.");
        }
        return new Outage("Kafka", failure);
    }

    private void count(Topic<?, ?> topic) {
        if (topic.equals(Topics.MESSAGES)) {
            accepted.increment();
        }
    }

    private static Map<String, Object> config(String bootstrap) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                "edge",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                1_500,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                1_000,
                // A topic unused for five minutes would be forgotten, and the next append wait for the broker.
                ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                Duration.ofDays(7).toMillis(),
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500);
    }

    @Override
    public void close() {
        probe.close();
        metrics.close();
        producer.close(Duration.ofSeconds(2));
    }
}
