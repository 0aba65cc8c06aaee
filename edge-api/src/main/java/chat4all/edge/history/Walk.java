package chat4all.edge.history;

import chat4all.edge.async.Polling;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.history.Sight.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Reads events from a seq on, upward or downward, through what a caller may see. Seqs have no gaps, so an event that
 * is missing among its neighbours is still on its way to the table: it is waited for, at most a second; then a page
 * upward ends before it, so that whoever goes on from there does not miss it.
 */
final class Walk {
    /** Bounds a page among membership events; the next page goes on. */
    private static final int MAX_READS = 20;
    /** Where the first read met other events, the next ones take more. */
    private static final int AMONG_OTHERS = 200;
    /** What is missing beside events so old will not come any more. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    private final EventTable events;
    private final Sight sight;
    private final boolean forward;
    private final int limit;
    private final Predicate<EventRow> shown;
    private final List<EventRow> found = new ArrayList<>();
    private int reads;

    /** @param shown which events are wanted */
    Walk(EventTable events, Sight sight, boolean forward, int limit, Predicate<EventRow> shown) {
        this.events = events;
        this.sight = sight;
        this.forward = forward;
        this.limit = limit;
        this.shown = shown;
    }

    /**
     * The wanted events in the order of walking.
     *
     * @param seq the last one looked at: where the next page begins behind
     */
    record Page(List<EventRow> found, boolean hasMore, long seq) {}

    CompletableFuture<Page> from(long seq) {
        var range = sight.next(seq, forward);
        if (range.isEmpty()) {
            return CompletableFuture.completedFuture(new Page(found, false, seq));
        }
        if (reads == MAX_READS) {
            return CompletableFuture.completedFuture(new Page(found, true, seq - step()));
        }
        reads++;
        return read(range.get(), seq);
    }

    private CompletableFuture<Page> read(Range range, long seq) {
        long start = forward ? Math.max(seq, range.first()) : Math.min(seq, range.last());
        int wanted = reads == 1 ? limit + 1 : Math.max(limit + 1, AMONG_OTHERS);
        long left = forward ? range.last() - start + 1 : start - range.first() + 1;
        int expected = (int) Math.min(wanted, left);
        return complete(range, start, expected).thenCompose(rows -> {
            for (var row : rows) {
                if (shown.test(row)) {
                    found.add(row);
                }
            }
            if (found.size() > limit) {
                var page = List.copyOf(found.subList(0, limit));
                return CompletableFuture.completedFuture(
                        new Page(page, true, page.get(limit - 1).seq()));
            }
            long reached =
                    rows.isEmpty() ? start - step() : rows.get(rows.size() - 1).seq();
            if (rows.size() < expected && forward) {
                return CompletableFuture.completedFuture(new Page(found, true, reached));
            }
            boolean atEnd = rows.size() < expected || expected == left;
            return from(atEnd ? (forward ? range.last() : range.first()) + step() : reached + step());
        });
    }

    private CompletableFuture<List<EventRow>> complete(Range range, long start, int expected) {
        var best = new ArrayList<EventRow>();
        return Polling.SOON
                .until(() -> rows(range, start, expected).thenApply(rows -> {
                    best.clear();
                    best.addAll(rows);
                    return unbroken(rows, start) == expected ? Optional.of(rows) : Optional.empty();
                }))
                .thenApply(found -> found.orElseGet(() -> unlessTooYoung(best, start)));
    }

    private CompletableFuture<List<EventRow>> rows(Range range, long start, int expected) {
        return forward
                ? events.forward(sight.conversationId(), start, range.last(), expected)
                : events.backward(sight.conversationId(), range.first(), start, expected);
    }

    private int unbroken(List<EventRow> rows, long start) {
        int count = 0;
        while (count < rows.size() && rows.get(count).seq() == start + count * step()) {
            count++;
        }
        return count;
    }

    private List<EventRow> unlessTooYoung(List<EventRow> rows, long start) {
        int unbroken = unbroken(rows, start);
        boolean lost = unbroken < rows.size()
                && rows.get(unbroken).at().isBefore(Instant.now().minus(LOST_AFTER));
        return forward && !lost ? rows.subList(0, unbroken) : rows;
    }

    private long step() {
        return forward ? 1 : -1;
    }
}
