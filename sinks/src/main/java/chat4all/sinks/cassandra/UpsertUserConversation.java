package chat4all.sinks.cassandra;

import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/** A conversation's newest event in a user's list; of each cell the later event wins. */
final class UpsertUserConversation {
    private final PreparedStatement statement;

    UpsertUserConversation(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO conversations_by_user (user_id, conversation_id, last_seq, last_ordinal, last_at_us,
                  last_message_seq, base_seq, base_ordinal, present)
                VALUES (:user_id, :conversation_id, :last_seq, :last_ordinal, :last_at_us,
                  :last_message_seq, :base_seq, :base_ordinal, :present)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(String userId, UserConversation newest) {
        UserConversation.@Nullable Place base = newest.base();
        return new Row(statement)
                .text("user_id", userId)
                .text("conversation_id", newest.conversationId())
                .number("last_seq", newest.lastSeq())
                .number("last_ordinal", newest.lastOrdinal())
                .number("last_at_us", HistoryTable.writeTimestamp(newest.lastAt()))
                .numberIfPresent("last_message_seq", newest.lastMessageSeq())
                .numberIfPresent("base_seq", base == null ? null : (Long) base.seq())
                .numberIfPresent("base_ordinal", base == null ? null : (Long) base.ordinal())
                .flag("present", newest.present())
                .number("written", HistoryTable.writeTimestamp(newest.lastAt()))
                .bound();
    }
}
