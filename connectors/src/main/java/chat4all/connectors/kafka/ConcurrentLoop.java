package chat4all.connectors.kafka;

import chat4all.schemas.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic on a thread of its own and hands each record over without waiting for the one before, so that a slow one
 * holds up no other. An offset is committed when all before it are done: after a crash what was not is read again, at
 * least once. Stops reading while too much is under way.
 */
public final class ConcurrentLoop<V> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConcurrentLoop.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration STOP = Duration.ofSeconds(4);
    private static final int MOST_RECORDS = 2_000;
    private static final long MOST_BYTES = 32 * 1024 * 1024;

    /** What is done with a record. */
    public interface Handler<V> {
        /** Completes when the record need not be read again; fails only when the process ends. */
        CompletableFuture<Void> handle(ConsumerRecord<String, V> record);
    }

    private final Consumer<String, byte[]> consumer;
    private final Topic<String, V> topic;
    private final Handler<V> handler;
    private final Map<TopicPartition, OffsetTracker> offsets = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread;
    private long lastCommit = System.nanoTime();
    private volatile boolean closed;

    public ConcurrentLoop(Membership kafka, String group, Topic<String, V> topic, Handler<V> handler) {
        this.consumer = Consumers.inGroup(kafka, group);
        this.topic = topic;
        this.handler = handler;
        thread = new Thread(this::run, group);
        thread.start();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic.name()), new Share());
            while (!closed) {
                try {
                    consumer.poll(POLL).forEach(this::begin);
                    commitNowAndThen();
                    pauseWhenFull();
                } catch (WakeupException | InterruptException closing) {
                    break;
                } catch (FencedInstanceIdException e) {
                    log.error("{} is read by another instance of this name", topic.name());
                    break;
                } catch (KafkaException e) {
                    log.warn("{} goes on after a failure: {}", topic.name(), e.toString());
                }
            }
            giveBack(consumer.assignment());
        } catch (RuntimeException e) {
            log.error("{} is not read any more", topic.name(), e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is not done is read again
    private void begin(ConsumerRecord<String, byte[]> raw) {
        OffsetTracker tracker = offsets.computeIfAbsent(
                new TopicPartition(raw.topic(), raw.partition()), partition -> new OffsetTracker(raw.offset()));
        tracker.begin(raw.offset());
        Optional<ConsumerRecord<String, V>> record = Consumers.read(topic, raw);
        if (record.isEmpty()) {
            tracker.end(raw.offset());
            return;
        }
        records.incrementAndGet();
        bytes.addAndGet(raw.serializedValueSize());
        handler.handle(record.get()).whenComplete((done, failure) -> {
            records.decrementAndGet();
            bytes.addAndGet(-raw.serializedValueSize());
            if (failure == null) {
                tracker.end(raw.offset());
            } else {
                log.debug("{}@{} is not done", raw.topic(), raw.offset(), failure);
            }
        });
    }

    private void pauseWhenFull() {
        if (records.get() >= MOST_RECORDS || bytes.get() >= MOST_BYTES) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.assignment());
        }
    }

    private void commitNowAndThen() {
        if (System.nanoTime() - lastCommit >= COMMIT_NANOS) {
            lastCommit = System.nanoTime();
            Map<TopicPartition, OffsetAndMetadata> moved = moved(offsets.keySet());
            if (!moved.isEmpty()) {
                consumer.commitAsync(moved, null);
            }
        }
    }

    /** Positions that have moved since they were committed. */
    private Map<TopicPartition, OffsetAndMetadata> moved(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetTracker tracker = offsets.get(partition);
            if (tracker != null) {
                long position = tracker.position();
                Long before = committed.put(partition, position);
                if (before == null || before != position) {
                    moved.put(partition, new OffsetAndMetadata(position));
                }
            }
        }
        return moved;
    }

    private void giveBack(Collection<TopicPartition> partitions) {
        committed.keySet().removeAll(partitions);
        try {
            consumer.commitSync(moved(partitions), STOP);
        } catch (KafkaException e) {
            log.warn("{} could not be committed and is read again: {}", topic.name(), e.toString());
        }
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        offsets.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(STOP.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Share implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> taken) {
            forget(taken);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            giveBack(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            forget(lost);
        }
    }
}
