package chat4all.edge.history;

import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.history.PageRequest.Start;
import chat4all.edge.history.Walk.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Turns a request for a page into a walk from the right seq; the cost does not depend on how deep that lies. */
final class HistoryReader {
    private final EventTable events;

    HistoryReader(EventTable events) {
        this.events = events;
    }

    /** Whether the walk for a request goes to later events. */
    static boolean isForward(PageRequest request) {
        if (request.start() instanceof Start.Offset) {
            return !request.newestFirst();
        }
        return request.start() instanceof Start.After;
    }

    CompletableFuture<Page> read(Sight sight, PageRequest request) {
        if (sight.ranges().isEmpty()) {
            return CompletableFuture.completedFuture(nothing());
        }
        if (request.start() instanceof Start.After after) {
            return walk(sight, request, true, after.seq() + 1);
        }
        if (request.start() instanceof Start.Before before) {
            return walk(sight, request, false, before.seq() - 1);
        }
        long offset = ((Start.Offset) request.start()).messages();
        return request.newestFirst() ? fromNewest(sight, request, offset) : fromOldest(sight, request, offset);
    }

    private CompletableFuture<Page> fromOldest(Sight sight, PageRequest request, long offset) {
        long first = sight.ranges().get(0).first();
        if (offset == 0) {
            return walk(sight, request, true, first);
        }
        if (first > 1) {
            return fromIndex(sight, request, offset);
        }
        // With nothing but messages the n-th has seq n: read the page there, and search only if that was wrong.
        return walk(sight, request, true, offset + 1).thenCompose(page -> {
            boolean right = !page.found().isEmpty()
                    && page.found().get(0).seq() == offset + 1
                    && page.found().get(0).ordinal() == offset + 1;
            return right ? CompletableFuture.completedFuture(page) : fromIndex(sight, request, offset);
        });
    }

    private CompletableFuture<Page> fromNewest(Sight sight, PageRequest request, long offset) {
        if (offset == 0) {
            var newest = sight.ranges().get(sight.ranges().size() - 1).last();
            return walk(sight, request, false, newest);
        }
        return new OffsetSearch(events, sight)
                .total()
                .thenCompose(total -> offset >= total
                        ? CompletableFuture.completedFuture(nothing())
                        : fromIndex(sight, request, total - 1 - offset));
    }

    private CompletableFuture<Page> fromIndex(Sight sight, PageRequest request, long index) {
        return new OffsetSearch(events, sight)
                .seqOf(index)
                .thenCompose(seq -> seq.isEmpty()
                        ? CompletableFuture.completedFuture(nothing())
                        : walk(sight, request, isForward(request), seq.getAsLong()));
    }

    private CompletableFuture<Page> walk(Sight sight, PageRequest request, boolean forward, long seq) {
        Predicate<EventRow> shown =
                request.withSystem() ? row -> row.isMessage() || row.isSystem() : EventRow::isMessage;
        return new Walk(events, sight, forward, request.limit(), shown).from(seq);
    }

    private static Page nothing() {
        return new Page(List.of(), false, 0);
    }
}
