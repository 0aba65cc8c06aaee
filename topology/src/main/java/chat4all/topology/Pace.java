package chat4all.topology;

import java.util.concurrent.TimeUnit;

/**
 * Whether a record should be committed at once: when it comes after a pause and has not waited. Otherwise the commit
 * interval decides, which Kafka Streams counts from the end of the last commit. A pace counted from request to request
 * would take the commit itself for a pause, and where commits are slow ask for one after nearly every record.
 */
final class Pace {
    /** Far above the interval, so that records which share a commit are never taken for lone ones. */
    static final long PAUSE_MILLIS = 20;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

    private long lastNanos;
    private boolean begun;

    /**
     * Called for each record, which came to the broker {@code ageMillis} ago by the two machines' clocks; where these
     * disagree by more than the pause, the answer is slower or less thrifty, and nothing else.
     */
    boolean isTime(long nowNanos, long ageMillis) {
        boolean afterPause = !begun || nowNanos - lastNanos >= PAUSE_NANOS;
        begun = true;
        lastNanos = nowNanos;
        return afterPause && ageMillis < PAUSE_MILLIS;
    }
}
