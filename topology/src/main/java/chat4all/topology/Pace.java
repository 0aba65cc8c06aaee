package chat4all.topology;

import java.util.concurrent.TimeUnit;

/**
 * When a stream thread should commit. A record that comes after a pause and has not waited is committed at once; records
 * that come close together share a commit, and the longer they have waited before they were read, the more of them share
 * one. What a commit costs hardly depends on how much it holds, so under a backlog this is what wins back the throughput,
 * and a reader who waits for the backlog loses nothing by it.
 */
final class Pace {
    /** Far above the shortest wait, so that records which share a commit are never taken for lone ones. */
    static final long PAUSE_MILLIS = 20;

    static final long SHORTEST_MILLIS = 10;
    static final long LONGEST_MILLIS = 100;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

    private boolean begun;
    private boolean uncommitted;
    private long firstNanos;
    private long lastNanos;
    private long ageMillis;

    /**
     * Told of each record that was processed and came to the broker {@code age} milliseconds ago by the two machines'
     * clocks; where these disagree, commits are rarer or less thrifty, within the bounds, and nothing else.
     *
     * @return whether to commit at once
     */
    boolean processed(long nowNanos, long age) {
        boolean afterPause = !begun || nowNanos - lastNanos >= PAUSE_NANOS;
        begun = true;
        lastNanos = nowNanos;
        ageMillis = age;
        if (afterPause && age < PAUSE_MILLIS) {
            uncommitted = false;
            return true;
        }
        // Counted from the first record after a commit, not from the commit that was asked for: a slow commit would be
        // taken for time that has passed, and the next one asked for after nearly every record.
        if (!uncommitted) {
            uncommitted = true;
            firstNanos = nowNanos;
        }
        return false;
    }

    /** Whether what was processed has waited long enough for company; asked every few milliseconds. */
    boolean isDue(long nowNanos) {
        if (!uncommitted || nowNanos - firstNanos < TimeUnit.MILLISECONDS.toNanos(patience())) {
            return false;
        }
        uncommitted = false;
        return true;
    }

    private long patience() {
        return Math.min(LONGEST_MILLIS, Math.max(SHORTEST_MILLIS, ageMillis));
    }
}
