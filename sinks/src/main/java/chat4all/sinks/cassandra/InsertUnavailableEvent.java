package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/** A row that only keeps an event's place, for one whose content cannot be stored: the seqs stay without gap. */
final class InsertUnavailableEvent {
    private static final String TYPE = "unavailable";

    private final PreparedStatement statement;

    InsertUnavailableEvent(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, ordinal, at_us)
                VALUES (:conversation_id, :bucket, :seq, :type, :ordinal, :at_us)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(ConversationEvent event) {
        return new Row(statement)
                .text("conversation_id", event.conversationId())
                .number("bucket", HistoryTable.bucketOf(event.seq()))
                .number("seq", event.seq())
                .text("type", TYPE)
                .number("ordinal", event.ordinal())
                .number("at_us", HistoryTable.writeTimestamp(event.at()))
                .number("written", HistoryTable.writeTimestamp(event.at()))
                .bound();
    }
}
