package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Locale;

/** A user's stay in a conversation, which begins with this event. */
final class InsertMember {
    private final PreparedStatement statement;

    InsertMember(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO conversation_members (conversation_id, user_id, first_visible_seq, role)
                VALUES (:conversation_id, :user_id, :first_visible_seq, :role)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(ConversationEvent event, String userId, Role role) {
        return new Row(statement)
                .text("conversation_id", event.conversationId())
                .text("user_id", userId)
                .number("first_visible_seq", event.seq())
                .text("role", role.name().toLowerCase(Locale.ROOT))
                .number("written", HistoryTable.writeTimestamp(event.at()))
                .bound();
    }
}
