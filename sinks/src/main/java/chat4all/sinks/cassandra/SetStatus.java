package chat4all.sinks.cassandra;

import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;

/** The status cells of a message's row. Their timestamp grows with the rank, so the highest status stays. */
final class SetStatus {
    private final PreparedStatement statement;

    SetStatus(CqlSession session) {
        this.statement = session.prepare("""
                UPDATE events_by_conversation USING TIMESTAMP :written
                SET status = :status, delivered_at = :delivered_at, read_at = :read_at
                WHERE conversation_id = :conversation_id AND bucket = :bucket AND seq = :seq""");
    }

    BoundStatement bind(String conversationId, long seq, Instant messageAt, RowStatus status) {
        return new Row(statement)
                .number("written", HistoryTable.statusTimestamp(messageAt, status.status()))
                .text("status", status.status().name())
                .time("delivered_at", status.deliveredAt())
                .time("read_at", status.readAt())
                .text("conversation_id", conversationId)
                .number("bucket", HistoryTable.bucketOf(seq))
                .number("seq", seq)
                .bound();
    }
}
