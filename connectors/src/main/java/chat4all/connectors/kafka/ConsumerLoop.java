package chat4all.connectors.kafka;

import chat4all.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic on a thread of its own, batch after batch, each at least once and in order: a batch that fails is read
 * again after a pause, however long the outage behind it lasts.
 */
public final class ConsumerLoop<V> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BATCH = Duration.ofSeconds(60);

    /** What is done with the records. */
    public interface Batch<V> {
        /** Completes when the records need not be read again. */
        CompletableFuture<Void> handle(List<ConsumerRecord<String, V>> records);
    }

    private final Consumer<String, byte[]> consumer;
    private final Topic<String, V> topic;
    private final Batch<V> batch;
    private final Thread thread;
    private volatile boolean closed;

    public ConsumerLoop(Membership kafka, String group, Topic<String, V> topic, Batch<V> batch) {
        this.consumer = Consumers.inGroup(kafka, group);
        this.topic = topic;
        this.batch = batch;
        thread = new Thread(this::run, group);
        thread.start();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic.name()));
            while (!closed) {
                try {
                    step(consumer.poll(POLL));
                } catch (WakeupException | InterruptException closing) {
                    return;
                } catch (FencedInstanceIdException e) {
                    log.error("{} is read by another instance of this name", topic.name());
                    return;
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException e) {
                    log.error("{} goes on after a failure", topic.name(), e);
                    pause();
                }
            }
        }
    }

    private void step(ConsumerRecords<String, byte[]> polled) throws InterruptedException {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            Consumers.read(topic, record).ifPresent(records::add);
        }
        if (polled.isEmpty()) {
            return;
        }
        try {
            batch.handle(records).get(BATCH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            again(polled, e);
            return;
        }
        consumer.commitSync();
    }

    private void again(ConsumerRecords<String, byte[]> polled, Exception e) {
        log.warn("{} is read again: {}", topic.name(), e.toString());
        polled.partitions()
                .forEach(partition -> consumer.seek(
                        partition, polled.records(partition).get(0).offset()));
        pause();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
