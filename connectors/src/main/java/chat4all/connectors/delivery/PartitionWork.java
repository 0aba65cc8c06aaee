package chat4all.connectors.delivery;

import chat4all.connectors.kafka.OffsetTracker;
import chat4all.schemas.ChannelAttempt;
import chat4all.schemas.OutboundMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What goes on in one partition of an outbound topic while it is ours: its lanes, and up to where it is done. The
 * attempts of earlier owners are known before the first record comes.
 */
final class PartitionWork {
    private static final int MOST_PENDING = 500;
    private static final int MOST_PARKED = 100_000;

    private final Workshop workshop;
    private final OffsetTracker offsets;
    /** Attempts of records that will be read again, because their offsets were not committed. */
    private final Map<String, ChannelAttempt> known;

    private final ConcurrentHashMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
    private int parked;
    private int running;
    private boolean stopped;

    PartitionWork(Workshop workshop, TopicPartition partition, AttemptBook book) {
        this.workshop = workshop;
        this.offsets = new OffsetTracker(book.position());
        this.known = book.unfinished();
        book.parked().forEach(attempt -> {
            count(1);
            add(
                    new LaneKey(attempt.conversationId(), attempt.recipientId()),
                    Send.parked(partition, AttemptBook.offset(attempt), attempt));
        });
    }

    void accept(ConsumerRecord<String, OutboundMessage> record) {
        OutboundMessage message = record.value();
        String key = ChannelAttempt.key(message.sendId(), message.recipientId());
        ChannelAttempt earlier = known.remove(key);
        offsets.begin(record.offset());
        boolean isRepeatable = message.change() != null && isInterrupted(earlier);
        if (earlier == null || earlier.state() == ChannelAttempt.State.PLANNED || isRepeatable) {
            int attempts = earlier == null ? 0 : earlier.attempt() - 1;
            int parts = earlier == null ? 0 : Send.parts(earlier);
            add(LaneKey.of(message), Send.of(record, attempts, parts));
            return;
        }
        if (isInterrupted(earlier)) {
            Send send = Send.of(record, earlier.attempt(), Send.parts(earlier));
            workshop.journal().interrupted(send, message, earlier.account(), earlier.attempt());
        }
        offsets.end(record.offset());
    }

    private static boolean isInterrupted(@Nullable ChannelAttempt earlier) {
        return earlier != null && earlier.state() == ChannelAttempt.State.DISPATCHING;
    }

    private void add(LaneKey key, Send send) {
        lanes.compute(key, (same, lane) -> {
            Lane place = lane == null ? new Lane(workshop, this, key) : lane;
            place.add(send);
            return place;
        });
    }

    void leaveIfEmpty(LaneKey key) {
        lanes.computeIfPresent(key, (same, lane) -> lane.isEmpty() ? null : lane);
    }

    void ended(Send send) {
        if (send.isParked()) {
            count(-1);
        } else {
            offsets.end(send.offset());
        }
    }

    void parked(long offset) {
        count(1);
        offsets.end(offset);
    }

    /** Whether no more should be read for now. */
    synchronized boolean isFull() {
        return offsets.pending() >= MOST_PENDING || parked >= MOST_PARKED;
    }

    long position() {
        return offsets.position();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Whether a call may begin; if so, {@link #leave} must follow. */
    synchronized boolean enter() {
        if (stopped) {
            return false;
        }
        running++;
        return true;
    }

    synchronized void leave() {
        running--;
        notifyAll();
    }

    /** Lets no call begin and waits for those that run; false when some still do after the patience. */
    synchronized boolean stop(Duration patience) {
        stopped = true;
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); running > 0 && left > 0; left = end - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running == 0;
    }

    private synchronized void count(int change) {
        parked += change;
    }
}
