package chat4all.topology;

import java.util.concurrent.TimeUnit;

/**
 * How often to commit: at most once in 4 ms while little comes in, up to once in 25 ms while much does. A commit costs
 * the broker a marker in every partition it touches, and it halves the number of records that Streams takes up between
 * two looks at the clock; committing every few records held one thread to some 300 records/s (measured).
 */
final class Pace {
    static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    /** More than this between two commits is much. */
    static final int BUSY = 8;

    private long pauseNanos = SHORTEST_NANOS;
    private long lastNanos;
    private int records;
    private boolean begun;

    /** Called for each record; whether to commit after it. */
    boolean isTime(long nowNanos) {
        records++;
        if (begun && nowNanos - lastNanos < pauseNanos) {
            return false;
        }
        pauseNanos =
                records > BUSY ? Math.min(LONGEST_NANOS, pauseNanos * 2) : Math.max(SHORTEST_NANOS, pauseNanos / 2);
        begun = true;
        lastNanos = nowNanos;
        records = 0;
        return true;
    }
}
