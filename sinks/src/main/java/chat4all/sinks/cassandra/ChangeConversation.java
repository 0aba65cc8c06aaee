package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.EventData.ConversationRenamed;
import chat4all.schemas.EventData.MemberPromoted;
import chat4all.schemas.EventData.MemberRemoved;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Locale;

/** A group's new name, the end of a stay, a member's new role. */
final class ChangeConversation {
    private final PreparedStatement rename;
    private final PreparedStatement remove;
    private final PreparedStatement promote;

    ChangeConversation(CqlSession session) {
        this.rename = session.prepare("""
                UPDATE conversations USING TIMESTAMP :written SET name = :name
                WHERE conversation_id = :conversation_id""");
        this.remove = session.prepare("""
                UPDATE conversation_members USING TIMESTAMP :written SET last_visible_seq = :last_visible_seq
                WHERE conversation_id = :conversation_id AND user_id = :user_id AND first_visible_seq = :since""");
        this.promote = session.prepare("""
                UPDATE conversation_members USING TIMESTAMP :written SET role = :role
                WHERE conversation_id = :conversation_id AND user_id = :user_id AND first_visible_seq = :since""");
    }

    BoundStatement bind(ConversationEvent event, ConversationRenamed renamed) {
        return row(rename, event).text("name", renamed.name()).bound();
    }

    BoundStatement bind(ConversationEvent event, MemberRemoved removed) {
        return row(remove, event)
                .text("user_id", removed.userId())
                .number("since", removed.since())
                .number("last_visible_seq", event.seq())
                .bound();
    }

    BoundStatement bind(ConversationEvent event, MemberPromoted promoted) {
        return row(promote, event)
                .text("user_id", promoted.userId())
                .number("since", promoted.since())
                .text("role", Role.ADMIN.name().toLowerCase(Locale.ROOT))
                .bound();
    }

    private static Row row(PreparedStatement statement, ConversationEvent event) {
        return new Row(statement)
                .text("conversation_id", event.conversationId())
                .number("written", HistoryTable.writeTimestamp(event.at()));
    }
}
