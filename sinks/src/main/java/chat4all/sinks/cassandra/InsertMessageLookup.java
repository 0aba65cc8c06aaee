package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/** Where the message with an id is. */
final class InsertMessageLookup {
    private final PreparedStatement statement;

    InsertMessageLookup(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO message_by_id (message_id, conversation_id, seq)
                VALUES (:message_id, :conversation_id, :seq)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(ConversationEvent event, String messageId) {
        return new Row(statement)
                .text("message_id", messageId)
                .text("conversation_id", event.conversationId())
                .number("seq", event.seq())
                .number("written", HistoryTable.writeTimestamp(event.at()))
                .bound();
    }
}
