package chat4all.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How events lie in Cassandra: partitions of {@link #EVENTS_PER_BUCKET} consecutive seqs. Because seq has no gaps every
 * partition is bounded, none is empty, and the partition of any event is known from its seq.
 */
public final class HistoryTable {
    public static final long EVENTS_PER_BUCKET = 5_000;

    private HistoryTable() {}

    public static long bucketOf(long seq) {
        return seq / EVENTS_PER_BUCKET;
    }

    /** A point in time as the write timestamp of the cells it causes: µs since the epoch. */
    public static long writeTimestamp(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /**
     * The write timestamp of a status cell: the message's time plus the status's rank, so that the highest status wins
     * whatever the order of writing. Ranks stay below the 16 µs between two events of a conversation.
     */
    public static long statusTimestamp(Instant messageAt, DeliveryStatus status) {
        return writeTimestamp(messageAt) + status.rank();
    }
}
