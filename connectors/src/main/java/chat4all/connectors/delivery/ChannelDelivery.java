package chat4all.connectors.delivery;

import chat4all.connectors.kafka.Consumers;
import chat4all.connectors.kafka.Membership;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelAttempt;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * Delivers the messages of one channel: reads its outbound topic and hands each record to its partition's lanes. An
 * offset is committed when everything before it has ended or is parked. Instances share the partitions; who takes one
 * over learns its attempts first.
 */
final class ChannelDelivery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChannelDelivery.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration STOP = Duration.ofSeconds(4);

    private final Membership kafka;
    private final Channel channel;
    private final Topic<String, OutboundMessage> topic;
    private final Workshop workshop;
    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, PartitionWork> partitions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Thread thread;
    private long lastCommit = System.nanoTime();
    private volatile boolean closed;
    private volatile boolean assigned;

    ChannelDelivery(Membership kafka, Channel channel, Workshop workshop) {
        this.kafka = kafka;
        this.channel = channel;
        this.topic = Topics.outbound(channel);
        this.workshop = workshop;
        consumer = Consumers.inGroup(kafka, "connectors-" + channel.prefix());
        thread = new Thread(this::run, "deliver-" + channel.prefix());
        thread.start();
    }

    /** Whether the group has given this instance its share, which may be none. */
    boolean isUp() {
        return assigned;
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic.name()), new Takeover());
            while (!closed) {
                try {
                    takeOverMissing();
                    consumer.poll(POLL).forEach(this::accept);
                    commitNowAndThen();
                    pauseTheFull();
                } catch (WakeupException | InterruptException | StoppingException closing) {
                    break;
                } catch (FencedInstanceIdException e) {
                    log.error("Another instance is called {} and has taken {} over", kafka.instance(), topic.name());
                    break;
                } catch (KafkaException e) {
                    log.warn("{} goes on after a failure: {}", topic.name(), e.toString());
                }
            }
            giveBack(partitions.keySet(), true);
        } catch (RuntimeException e) {
            log.error("{} is not delivered any more", topic.name(), e);
        } finally {
            assigned = false;
        }
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        PartitionWork work = partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (work != null) {
            Consumers.read(topic, record).ifPresent(work::accept);
        }
    }

    /** A takeover that failed for want of Kafka is made up for before any record of the partition is read. */
    private void takeOverMissing() {
        consumer.assignment().stream()
                .filter(partition -> !partitions.containsKey(partition))
                .forEach(this::takeOver);
    }

    private void takeOver(TopicPartition partition) {
        AttemptBook book =
                AttemptBook.read(kafka.bootstrap(), channel, partition.partition(), consumer.position(partition));
        book.interrupted().forEach(attempt -> interrupted(partition, attempt));
        partitions.put(partition, new PartitionWork(workshop, partition, book));
    }

    private void interrupted(TopicPartition partition, ChannelAttempt attempt) {
        long offset = AttemptBook.offset(attempt);
        workshop.reader().read(partition, offset).ifPresent(record -> {
            Send send = Send.of(record, attempt.attempt(), Send.parts(attempt));
            workshop.journal().interrupted(send, record.value(), attempt.account(), attempt.attempt());
        });
    }

    private void commitNowAndThen() {
        if (System.nanoTime() - lastCommit < COMMIT_NANOS) {
            return;
        }
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = positions(partitions.keySet());
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, null);
        }
    }

    /** Those that have moved since they were committed. */
    private Map<TopicPartition, OffsetAndMetadata> positions(Collection<TopicPartition> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : of) {
            PartitionWork work = partitions.get(partition);
            if (work != null) {
                long position = work.position();
                Long before = committed.put(partition, position);
                if (before == null || before != position) {
                    offsets.put(partition, new OffsetAndMetadata(position));
                }
            }
        }
        return offsets;
    }

    private void pauseTheFull() {
        partitions.forEach((partition, work) -> {
            if (work.isFull()) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        });
    }

    private void giveBack(Collection<TopicPartition> lost, boolean commit) {
        List<TopicPartition> all = List.copyOf(lost);
        for (TopicPartition partition : all) {
            PartitionWork work = partitions.get(partition);
            if (work != null && !work.stop(STOP)) {
                log.warn("{} is given back in the middle of a call", partition);
            }
        }
        if (commit) {
            committed.keySet().removeAll(all);
            Map<TopicPartition, OffsetAndMetadata> offsets = positions(all);
            try {
                if (!offsets.isEmpty()) {
                    consumer.commitSync(offsets, STOP);
                }
            } catch (KafkaException e) {
                log.warn("{} could not be committed and is read again: {}", topic.name(), e.toString());
            }
        }
        partitions.keySet().removeAll(all);
        committed.keySet().removeAll(all);
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(STOP.multipliedBy(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workshop.close();
    }

    /** Takes partitions over and gives them back, on the thread that polls. */
    private final class Takeover implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> taken) {
            taken.forEach(ChannelDelivery.this::takeOver);
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            giveBack(revoked, true);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            giveBack(lost, false);
        }
    }
}
