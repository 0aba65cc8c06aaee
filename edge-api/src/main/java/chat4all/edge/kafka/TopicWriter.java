package chat4all.edge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.edge.async.Outage;
import chat4all.runtime.http.ProblemException;
import chat4all.runtime.http.Trace;
import chat4all.runtime.kafka.RecordProducer;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Appends records and tells when all in-sync replicas have them. An append that cannot be acknowledged within 1.5 s
 * fails as an {@link Outage}; it may have taken place all the same, which is why repetitions are recognised by id.
 */
public final class TopicWriter implements AutoCloseable {
    private static final Map<String, Object> OPTIONS = Map.of(
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            1_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            1_500,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            1_000,
            // A topic unused for five minutes would be forgotten, and the next append wait for the broker.
            ProducerConfig.METADATA_MAX_IDLE_CONFIG,
            Duration.ofDays(7).toMillis());

    private final RecordProducer producer;
    private final BrokerProbe probe;

    public TopicWriter(String bootstrap, MeterRegistry registry, Tracing tracing) {
        producer = new RecordProducer(bootstrap, "edge", OPTIONS, registry, tracing);
        probe = new BrokerProbe(bootstrap, producer.client());
    }

    /** Completes with the record's time in epoch milliseconds, as the broker stamped it. */
    public <V> CompletableFuture<Long> append(Topic<String, V> topic, String key, V value, Optional<String> trace) {
        if (!probe.topicsKnown()) {
            // The producer would hold this thread for a second to find out.
            return CompletableFuture.failedFuture(new Outage("Kafka has not answered yet"));
        }
        var record = new ProducerRecord<>(topic.name(), key, RecordProducer.bytes(topic, value));
        trace.ifPresent(parent -> record.headers().add(Trace.HEADER, parent.getBytes(UTF_8)));
        return producer.append(record).thenApply(RecordMetadata::timestamp).exceptionally(failure -> {
            throw translated(failure);
        });
    }

    public boolean isUp() {
        return probe.isUp();
    }

    private static RuntimeException translated(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RecordTooLargeException) {
            return ProblemException.of(413, "payload-too-large", "The message is too large to be stored.");
        }
        return new Outage("Kafka", cause);
    }

    @Override
    public void close() {
        probe.close();
        producer.close();
    }
}
