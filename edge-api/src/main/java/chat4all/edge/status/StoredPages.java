package chat4all.edge.status;

import chat4all.edge.async.Polling;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.http.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Pages of a conversation without holes. What is missing is on its way to the table, because seqs have no gaps: it is
 * waited for, at most a second, and then the page is unavailable. What is missing below old events was lost and is not
 * waited for.
 */
final class StoredPages {
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    private final EventTable events;

    StoredPages(EventTable events) {
        this.events = events;
    }

    /** All events from {@code last} down to {@code first}, which must be few. */
    CompletableFuture<List<EventRow>> backward(String conversationId, long first, long last) {
        int size = (int) (last - first + 1);
        return Polling.SOON
                .until(() -> events.backward(conversationId, first, last, size)
                        .thenApply(rows -> isWhole(rows, last, size) ? Optional.of(rows) : Optional.empty()))
                .thenApply(whole ->
                        whole.orElseThrow(() -> Problems.unavailable("The newest messages are not stored yet.")));
    }

    private static boolean isWhole(List<EventRow> rows, long last, int size) {
        int unbroken = 0;
        while (unbroken < rows.size() && rows.get(unbroken).seq() == last - unbroken) {
            unbroken++;
        }
        return unbroken == size || (unbroken > 0 && isOld(rows.get(unbroken - 1)));
    }

    private static boolean isOld(EventRow row) {
        return row.at().isBefore(Instant.now().minus(LOST_AFTER));
    }
}
