package chat4all.connectors.kafka;

import java.util.TreeSet;

/** Up to where a partition is done when its records end in any order. Safe for use by many threads. */
public final class OffsetTracker {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;

    public OffsetTracker(long next) {
        this.next = next;
    }

    public synchronized void begin(long offset) {
        open.add(offset);
        next = Math.max(next, offset + 1);
    }

    public synchronized void end(long offset) {
        open.remove(offset);
    }

    /** The offset to commit: everything before it has ended. */
    public synchronized long position() {
        return open.isEmpty() ? next : open.first();
    }

    public synchronized int pending() {
        return open.size();
    }
}
