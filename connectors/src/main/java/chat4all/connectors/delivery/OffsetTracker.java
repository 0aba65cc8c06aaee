package chat4all.connectors.delivery;

import java.util.TreeSet;

/** Up to where a partition is done when its records end in any order. Safe for use by many threads. */
final class OffsetTracker {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;

    OffsetTracker(long next) {
        this.next = next;
    }

    synchronized void begin(long offset) {
        open.add(offset);
        next = Math.max(next, offset + 1);
    }

    synchronized void end(long offset) {
        open.remove(offset);
    }

    /** The offset to commit: everything before it has ended. */
    synchronized long position() {
        return open.isEmpty() ? next : open.first();
    }

    synchronized int pending() {
        return open.size();
    }
}
