package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Locale;

/** What a conversation is, from the event that opened it. */
final class InsertConversation {
    private final PreparedStatement statement;

    InsertConversation(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO conversations (conversation_id, kind, name, description, created_by, created_at)
                VALUES (:conversation_id, :kind, :name, :description, :created_by, :created_at)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(ConversationEvent event, EventData.ConversationCreated opening) {
        return new Row(statement)
                .text("conversation_id", event.conversationId())
                .text("kind", opening.kind().name().toLowerCase(Locale.ROOT))
                .text("name", opening.name())
                .text("description", opening.description())
                .text("created_by", event.actor())
                .time("created_at", event.at())
                .number("written", HistoryTable.writeTimestamp(event.at()))
                .bound();
    }
}
