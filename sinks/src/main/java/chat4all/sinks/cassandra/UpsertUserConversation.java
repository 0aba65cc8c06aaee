package chat4all.sinks.cassandra;

import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/** A conversation's newest event in a user's list; a later event always wins. */
final class UpsertUserConversation {
    private final PreparedStatement statement;

    UpsertUserConversation(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO conversations_by_user (user_id, conversation_id, last_seq, last_ordinal, last_at_us)
                VALUES (:user_id, :conversation_id, :last_seq, :last_ordinal, :last_at_us)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(String userId, UserConversation newest) {
        return new Row(statement)
                .text("user_id", userId)
                .text("conversation_id", newest.conversationId())
                .number("last_seq", newest.lastSeq())
                .number("last_ordinal", newest.lastOrdinal())
                .number("last_at_us", HistoryTable.writeTimestamp(newest.lastAt()))
                .number("written", HistoryTable.writeTimestamp(newest.lastAt()))
                .bound();
    }
}
