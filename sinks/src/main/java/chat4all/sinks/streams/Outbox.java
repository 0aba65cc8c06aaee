package chat4all.sinks.streams;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records from completions of writes. A stream thread cannot be called from another thread, so this is a producer
 * of its own; it has a thread of its own because sending may wait for the broker and completions must not.
 */
public final class Outbox implements AutoCloseable {
    private static final Duration GIVE_UP = Duration.ofMinutes(4);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final ExecutorService executor;

    private Outbox(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "sinks-outbox");
            thread.setDaemon(true);
            return thread;
        });
    }

    public static Outbox open(String bootstrap, String instance) {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.CLIENT_ID_CONFIG,
                instance + "-outbox",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                StreamsOptions.LARGEST_RECORD,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) GIVE_UP.toMillis());
        return new Outbox(new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Ends well when the broker has acknowledged the record. */
    public CompletionStage<Void> send(ProducerRecord<byte[], byte[]> entry) {
        var sent = new CompletableFuture<Void>();
        try {
            executor.execute(() -> send(entry, sent));
        } catch (RejectedExecutionException closed) {
            sent.completeExceptionally(closed);
        }
        return sent;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        producer.close(CLOSE_WITHIN);
    }

    private void send(ProducerRecord<byte[], byte[]> entry, CompletableFuture<Void> sent) {
        try {
            var unused = producer.send(entry, (metadata, error) -> {
                if (error == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(error);
                }
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
    }
}
