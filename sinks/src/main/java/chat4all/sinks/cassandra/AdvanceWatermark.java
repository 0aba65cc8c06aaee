package chat4all.sinks.cassandra;

import chat4all.schemas.Watermark;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;

/** A member's watermarks, each cell with its own seq as timestamp: the greatest stays, whatever the order. */
final class AdvanceWatermark {
    private final PreparedStatement delivered;
    private final PreparedStatement read;

    AdvanceWatermark(CqlSession session) {
        this.delivered = session.prepare("""
                UPDATE watermarks_by_conversation USING TIMESTAMP :written SET delivered_seq = :seq
                WHERE conversation_id = :conversation_id AND user_id = :user_id""");
        this.read = session.prepare("""
                UPDATE watermarks_by_conversation USING TIMESTAMP :written SET read_seq = :seq
                WHERE conversation_id = :conversation_id AND user_id = :user_id""");
    }

    /** No statement for a watermark that has not left zero. */
    List<BoundStatement> bind(Watermark watermark) {
        List<BoundStatement> statements = new ArrayList<>(2);
        if (watermark.deliveredSeq() > 0) {
            statements.add(bind(delivered, watermark, watermark.deliveredSeq()));
        }
        if (watermark.readSeq() > 0) {
            statements.add(bind(read, watermark, watermark.readSeq()));
        }
        return statements;
    }

    private static BoundStatement bind(PreparedStatement statement, Watermark watermark, long seq) {
        return new Row(statement)
                .number("written", seq)
                .number("seq", seq)
                .text("conversation_id", watermark.conversationId())
                .text("user_id", watermark.userId())
                .bound();
    }
}
