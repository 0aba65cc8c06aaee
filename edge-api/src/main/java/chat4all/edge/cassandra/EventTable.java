package chat4all.edge.cassandra;

import static chat4all.schemas.HistoryTable.EVENTS_PER_BUCKET;
import static chat4all.schemas.HistoryTable.bucketOf;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Events by conversation and seq; each read names its partitions, so its cost does not depend on what lies before. */
public final class EventTable {
    private static final String COLUMNS = "SELECT seq, type, ordinal, at_us, actor, message_id, client_message_id,"
            + " recipients, content, message_type, file_id, reply_to, metadata, status, delivered_at, read_at,"
            + " edited_at, deleted_at, reactions, data"
            + " FROM events_by_conversation WHERE conversation_id = ? AND bucket = ?";
    /** The actor of an event of which only the place could be stored. */
    private static final String NOBODY = "";

    private static final String ONE = COLUMNS + " AND seq = ?";
    private static final String FORWARD = COLUMNS + " AND seq >= ? AND seq <= ? ORDER BY seq ASC LIMIT ?";
    private static final String BACKWARD = COLUMNS + " AND seq >= ? AND seq <= ? ORDER BY seq DESC LIMIT ?";

    private final CassandraLink cassandra;

    public EventTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    public CompletableFuture<Optional<EventRow>> at(String conversationId, long seq) {
        return cassandra.read(ONE, conversationId, bucketOf(seq), seq).thenApply(rows -> rows.stream()
                .map(EventTable::event)
                .filter(Objects::nonNull)
                .findFirst());
    }

    /** At most {@code limit} events from the lowest of {@code first..last} upward. */
    public CompletableFuture<List<EventRow>> forward(String conversationId, long first, long last, int limit) {
        return forward(conversationId, first, last, limit, new ArrayList<>());
    }

    /** At most {@code limit} events from the highest of {@code first..last} downward. */
    public CompletableFuture<List<EventRow>> backward(String conversationId, long first, long last, int limit) {
        return backward(conversationId, first, last, limit, new ArrayList<>());
    }

    private CompletableFuture<List<EventRow>> forward(
            String conversationId, long first, long last, int limit, List<EventRow> found) {
        if (first > last || found.size() >= limit) {
            return CompletableFuture.completedFuture(found);
        }
        long bucket = bucketOf(first);
        long end = Math.min(last, (bucket + 1) * EVENTS_PER_BUCKET - 1);
        return cassandra
                .read(FORWARD, conversationId, bucket, first, end, limit - found.size())
                .thenCompose(rows -> rows.isEmpty()
                        ? CompletableFuture.completedFuture(found)
                        : forward(conversationId, end + 1, last, limit, with(found, rows)));
    }

    private CompletableFuture<List<EventRow>> backward(
            String conversationId, long first, long last, int limit, List<EventRow> found) {
        if (first > last || found.size() >= limit) {
            return CompletableFuture.completedFuture(found);
        }
        long bucket = bucketOf(last);
        long start = Math.max(first, bucket * EVENTS_PER_BUCKET);
        return cassandra
                .read(BACKWARD, conversationId, bucket, start, last, limit - found.size())
                .thenCompose(rows -> backward(conversationId, first, start - 1, limit, with(found, rows)));
    }

    private static List<EventRow> with(List<EventRow> found, List<Row> rows) {
        rows.stream().map(EventTable::event).filter(Objects::nonNull).forEach(found::add);
        return found;
    }

    /** Null for a row that only has a status so far: its event is still to be stored. */
    private static @Nullable EventRow event(Row row) {
        var type = row.getString("type");
        if (type == null) {
            return null;
        }
        return new EventRow(
                row.getLong("seq"),
                type,
                row.getLong("ordinal"),
                Instant.EPOCH.plus(row.getLong("at_us"), ChronoUnit.MICROS),
                requireNonNullElse(row.getString("actor"), NOBODY),
                row.getString("message_id"),
                row.getString("client_message_id"),
                requireNonNull(row.getList("recipients", String.class)),
                row.getString("content"),
                row.getString("message_type"),
                row.getString("file_id"),
                row.getString("reply_to"),
                row.getString("metadata"),
                row.getString("status"),
                row.getInstant("delivered_at"),
                row.getInstant("read_at"),
                row.getInstant("edited_at"),
                row.getInstant("deleted_at"),
                requireNonNull(row.getSet("reactions", String.class)),
                row.getString("data"));
    }
}
