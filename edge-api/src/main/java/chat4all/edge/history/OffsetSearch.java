package chat4all.edge.history;

import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.history.Sight.Range;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the n-th message that a caller sees. Every event carries how many messages there are up to it (its ordinal), and
 * ordinals grow by at most one a seq, so moving on by what is missing never oversteps: with messages alone the first
 * guess is right. Should other events lie in dense runs, halving takes over: never more than ~25 reads of one row.
 */
final class OffsetSearch {
    private static final int GUESSES = 4;
    private static final int NEAR = 20;

    private final EventTable events;
    private final Sight sight;

    OffsetSearch(EventTable events, Sight sight) {
        this.events = events;
        this.sight = sight;
    }

    /** The seq of the message with so many visible ones before it; empty beyond the last. */
    CompletableFuture<OptionalLong> seqOf(long index) {
        return inRange(0, index);
    }

    /** How many messages the caller sees. */
    CompletableFuture<Long> total() {
        return totalFrom(0, 0);
    }

    private CompletableFuture<OptionalLong> inRange(int number, long index) {
        if (number == sight.ranges().size()) {
            return CompletableFuture.completedFuture(OptionalLong.empty());
        }
        var range = sight.ranges().get(number);
        return ordinalBefore(range)
                .thenCompose(before -> ordinalAt(range.last()).thenCompose(last -> {
                    long target = before + index + 1;
                    return target > last
                            ? inRange(number + 1, index - (last - before))
                            : search(target, new Point(range.first() - 1, before), new Point(range.last(), last), 0)
                                    .thenApply(OptionalLong::of);
                }));
    }

    private CompletableFuture<Long> totalFrom(int number, long sum) {
        if (number == sight.ranges().size()) {
            return CompletableFuture.completedFuture(sum);
        }
        var range = sight.ranges().get(number);
        return ordinalBefore(range).thenCompose(before -> ordinalAt(range.last())
                .thenCompose(last -> totalFrom(number + 1, sum + last - before)));
    }

    private record Point(long seq, long ordinal) {}

    /** The first seq with the target's ordinal, which lies above {@code low} and not above {@code high}. */
    private CompletableFuture<Long> search(long target, Point low, Point high, int steps) {
        if (high.seq() - low.seq() <= target - low.ordinal()) {
            return CompletableFuture.completedFuture(high.seq());
        }
        long looked = steps < GUESSES ? low.seq() + target - low.ordinal() : (low.seq() + high.seq()) / 2;
        return ordinalAt(looked).thenCompose(ordinal -> {
            var point = new Point(looked, ordinal);
            return ordinal >= target ? search(target, low, point, steps + 1) : search(target, point, high, steps + 1);
        });
    }

    private CompletableFuture<Long> ordinalBefore(Range range) {
        return range.first() <= 1 ? CompletableFuture.completedFuture(0L) : ordinalAt(range.first() - 1);
    }

    /** The ordinal of the event, or of the nearest earlier one while it is still on its way to the table. */
    private CompletableFuture<Long> ordinalAt(long seq) {
        if (seq <= 0) {
            return CompletableFuture.completedFuture(0L);
        }
        if (seq == sight.head().seq()) {
            return CompletableFuture.completedFuture(sight.head().ordinal());
        }
        return events.backward(sight.conversationId(), Math.max(1, seq - NEAR), seq, NEAR)
                .thenApply(
                        rows -> rows.stream().findFirst().map(EventRow::ordinal).orElse(0L));
    }
}
