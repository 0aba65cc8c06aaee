package chat4all.push.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader is in one conversation. Most are idle: what only reading on needs is made when it is needed. Guarded
 * by its feed.
 */
final class Position {
    /** Reading begins after the user's read watermark, which has not been looked up yet. */
    static final long AFTER_WATERMARK = -1;

    /** How long a hole is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST_HELD = 64;
    private static final int MOST_LATE = 64;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final int IMPATIENT_TRIES = 8;

    final String conversationId;
    /** Up to here everything was told, is for others, or is {@link #late}. */
    long sent;
    /** The greatest seq known to exist for this reader. */
    long known;
    /** It is in the feed's queue, being read, or waits for its next try. */
    boolean pending;
    /** A time is set at which late events are looked for. */
    boolean lateAwaited;
    /** That it is caught up is still to be said. */
    boolean resuming;

    @Nullable Sight sight;

    private long stalledSince = System.nanoTime();
    private int tries;
    private @Nullable Deque<LogEntry> held;
    private @Nullable List<Sight.Span> late;

    Position(String conversationId, long sent) {
        this.conversationId = conversationId;
        this.sent = sent;
        this.known = Math.max(0, sent);
    }

    boolean isBehind() {
        return sent < known || sent == AFTER_WATERMARK;
    }

    void expect(long seq) {
        if (!isBehind()) {
            stalledSince = System.nanoTime();
        }
        known = Math.max(known, seq);
    }

    void progressed() {
        stalledSince = System.nanoTime();
        tries = 0;
    }

    boolean isOutOfPatience() {
        return System.nanoTime() - stalledSince >= PATIENCE.toNanos();
    }

    /** How long to wait before the next try, longer with each. */
    Duration pause() {
        tries++;
        return tries > IMPATIENT_TRIES
                ? PATIENCE
                : Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << tries));
    }

    /** Keeps what came beyond a hole, as long as it is little; the rest will be read. */
    void hold(LogEntry entry) {
        if (held == null) {
            held = new ArrayDeque<>(4);
        }
        if (held.size() < MOST_HELD && (held.isEmpty() || held.getLast().seq() < entry.seq())) {
            held.add(entry);
        }
    }

    /** The held entry that comes next, if it is held. */
    @Nullable LogEntry nextHeld() {
        if (held == null) {
            return null;
        }
        while (!held.isEmpty() && held.getFirst().seq() <= sent) {
            held.removeFirst();
        }
        return held.isEmpty() || held.getFirst().seq() > sent + 1 ? null : held.getFirst();
    }

    /** The lowest seq that is held, 0 for none. */
    long firstHeld() {
        return held == null || held.isEmpty() ? 0 : held.getFirst().seq();
    }

    /** Nothing is left to be read on. */
    void settle() {
        held = null;
        sight = null;
        tries = 0;
    }

    boolean hasLate() {
        return late != null && !late.isEmpty();
    }

    boolean mayLeaveAHole() {
        return late == null || late.size() < MOST_LATE;
    }

    Sight.Span firstLate() {
        if (late == null) {
            throw new IllegalStateException("nothing is late");
        }
        return late.get(0);
    }

    void addLate(long first, long last) {
        if (late == null) {
            late = new ArrayList<>(1);
        }
        late.add(new Sight.Span(first, last));
    }

    /** Of what is late first, everything before {@code first} is done. */
    void advanceLate(long first) {
        Sight.Span span = firstLate();
        if (late != null && first > span.last()) {
            late.remove(0);
        } else if (late != null && first > span.first()) {
            late.set(0, new Sight.Span(first, span.last()));
        }
    }

    /** What to read next: what is missing before what is late. */
    Wanted wanted() {
        return isBehind()
                ? new Wanted(conversationId, false, sent + 1, known, sight)
                : new Wanted(
                        conversationId, true, firstLate().first(), firstLate().last(), sight);
    }

    /** Events of a conversation; {@code from} 0 is the first after the read watermark. */
    record Wanted(
            String conversationId,
            boolean late,
            long from,
            long to,
            @Nullable Sight sight) {}
}
