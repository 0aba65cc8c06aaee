package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which messages carry which file. A deletion is later than its message, so the row of a deleted message is gone
 * whichever of the two is written last.
 */
final class CarriedFiles {
    private final PreparedStatement carry;
    private final PreparedStatement drop;
    private final PreparedStatement release;
    private final PreparedStatement note;

    CarriedFiles(CqlSession session) {
        this.carry = session.prepare("""
                INSERT INTO messages_by_file (file_id, conversation_id, seq)
                VALUES (:file_id, :conversation_id, :seq) USING TIMESTAMP :written""");
        this.drop = session.prepare("""
                DELETE FROM messages_by_file USING TIMESTAMP :written
                WHERE file_id = :file_id AND conversation_id = :conversation_id AND seq = :seq""");
        this.release = session.prepare("""
                UPDATE messages_by_file USING TIMESTAMP :written SET released_at = :released_at
                WHERE file_id = :file_id""");
        this.note = session.prepare("""
                INSERT INTO released_files_by_hour (hour, file_id, released_at)
                VALUES (:hour, :file_id, :released_at)""");
    }

    BoundStatement carried(ConversationEvent event, String fileId) {
        return new Row(carry)
                .text("file_id", fileId)
                .text("conversation_id", event.conversationId())
                .number("seq", event.seq())
                .number("written", HistoryTable.writeTimestamp(event.at()))
                .bound();
    }

    /** One mutation: the message carries it no more, and that has happened to the file. */
    BatchStatement released(ConversationEvent deletion, long messageSeq, String fileId) {
        long written = HistoryTable.writeTimestamp(deletion.at());
        return OneMutation.of(List.of(
                new Row(drop)
                        .text("file_id", fileId)
                        .text("conversation_id", deletion.conversationId())
                        .number("seq", messageSeq)
                        .number("written", written)
                        .bound(),
                new Row(release)
                        .text("file_id", fileId)
                        .time("released_at", deletion.at())
                        .number("written", written)
                        .bound()));
    }

    /** By the time of storing, not of the event: whoever reads the notes looks back so far and no further. */
    BoundStatement noted(String fileId, Instant now) {
        return new Row(note)
                .number("hour", Duration.between(Instant.EPOCH, now).toHours())
                .text("file_id", fileId)
                .time("released_at", now)
                .bound();
    }
}
