package chat4all.push.feed;

import chat4all.push.feed.Position.Wanted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads on, in one conversation after the other and page by page, for as long as the reader has room. Every call is
 * made with the lock of the feed held.
 */
final class CatchUp {
    private static final Duration LATE_AGAIN = Duration.ofSeconds(1);

    private final Object lock;
    private final Reader reader;
    private final PageReader pages;
    private final Turns turns;
    private final Map<String, Position> positions;
    private final Deque<Position> queue = new ArrayDeque<>(0);
    private boolean reading;
    private boolean closed;

    CatchUp(Object lock, Reader reader, PageReader pages, Turns turns, Map<String, Position> positions) {
        this.lock = lock;
        this.reader = reader;
        this.pages = pages;
        this.turns = turns;
        this.positions = positions;
    }

    void goOn() {
        readNext();
    }

    void close() {
        closed = true;
        queue.clear();
    }

    void readOn(Position position) {
        readOn(position, false);
    }

    /** Reads what is missing, a hole before what is resumed. */
    void readOn(Position position, boolean urgent) {
        if (position.pending) {
            return;
        }
        if (!position.isBehind()) {
            settled(position);
            return;
        }
        enqueue(position, urgent);
    }

    private void enqueue(Position position, boolean urgent) {
        position.pending = true;
        if (urgent) {
            queue.addFirst(position);
        } else {
            queue.addLast(position);
        }
        readNext();
    }

    private void readNext() {
        if (reading || closed || queue.isEmpty() || !reader.hasRoom()) {
            return;
        }
        reading = true;
        Position position = queue.removeFirst();
        if (!position.isBehind() && !position.hasLate()) {
            took(position, null);
            return;
        }
        Wanted wanted = position.wanted();
        turns.take(() -> pages.read(wanted)
                .handle((page, failed) -> failed == null ? page : Page.unreadable(wanted))
                .thenAccept(page -> turns.soon(() -> locked(() -> took(position, page)))));
    }

    private void took(Position position, @Nullable Page page) {
        reading = false;
        position.pending = false;
        if (positions.get(position.conversationId) == position) {
            if (page == null) {
                readOn(position);
            } else if (page.wanted().late()) {
                tellLate(position, page);
            } else {
                tell(position, page);
            }
        }
        readNext();
    }

    private void tell(Position position, Page page) {
        long before = position.sent;
        position.sight = page.sight();
        position.sent = Math.max(before, page.first() - 1);
        for (LogEntry entry : page.unbroken()) {
            if (entry.seq() > position.sent && !tell(position, entry)) {
                return;
            }
        }
        if (!tellHeld(position)) {
            return;
        }
        if (!position.isBehind()) {
            settled(position);
        } else if (position.sent > before) {
            position.progressed();
            readOn(position);
        } else if (!position.isOutOfPatience() || !leaveAHole(position, page)) {
            tryAgain(position);
        }
    }

    private void tellLate(Position position, Page page) {
        position.advanceLate(page.first());
        for (LogEntry entry : page.unbroken()) {
            if (!reader.event(entry, true)) {
                break;
            }
            position.advanceLate(entry.seq() + 1);
        }
        boolean more = position.hasLate() && !page.unbroken().isEmpty();
        if (more && !position.isBehind()) {
            enqueue(position, false);
        } else {
            readOn(position);
        }
    }

    /** Goes on behind what cannot be read, if there is anything to go on with. */
    private boolean leaveAHole(Position position, Page page) {
        long next = LongStream.of(position.firstHeld(), page.firstBeyondHole())
                .filter(seq -> seq > 0)
                .min()
                .orElse(0);
        if (next == 0 || !position.mayLeaveAHole() || !reader.hasRoom()) {
            return false;
        }
        reader.gap(position.conversationId, Math.max(1, position.sent + 1), next - 1);
        position.addLate(position.sent + 1, next - 1);
        position.sent = next - 1;
        position.progressed();
        if (tellHeld(position)) {
            readOn(position);
        }
        return true;
    }

    private boolean tellHeld(Position position) {
        for (var held = position.nextHeld(); held != null; held = position.nextHeld()) {
            if (!tell(position, held)) {
                return false;
            }
        }
        return true;
    }

    /** False when there is no room: then the entry is forgotten, and read again once there is. */
    boolean tell(Position position, LogEntry entry) {
        if (!reader.event(entry, false)) {
            position.expect(entry.seq());
            readOn(position);
            return false;
        }
        position.sent = entry.seq();
        position.expect(entry.seq());
        return true;
    }

    private void settled(Position position) {
        position.settle();
        if (position.resuming) {
            position.resuming = false;
            if (!reader.caughtUp(position.conversationId, position.sent)) {
                position.resuming = true;
                later(LATE_AGAIN, () -> readOn(position));
            }
        }
        if (position.hasLate() && !position.lateAwaited) {
            position.lateAwaited = true;
            later(LATE_AGAIN, () -> {
                position.lateAwaited = false;
                if (position.hasLate() && !position.pending) {
                    enqueue(position, false);
                }
            });
        }
    }

    /** What is stored may have grown meanwhile, and what may be seen as well. */
    private void tryAgain(Position position) {
        position.pending = true;
        position.sight = null;
        later(position.pause(), () -> enqueue(position, true));
    }

    private void later(Duration pause, Runnable step) {
        turns.later(pause, () -> locked(step));
    }

    private void locked(Runnable step) {
        synchronized (lock) {
            if (!closed) {
                step.run();
            }
        }
    }
}
