package chat4all.push.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/** One session and what is asked through it; each read names its partition and is bounded. */
record Statements(
        CqlSession session,
        PreparedStatement heads,
        PreparedStatement stays,
        PreparedStatement members,
        PreparedStatement marks,
        PreparedStatement events,
        PreparedStatement texts,
        PreparedStatement newest) {

    static Statements prepare(CqlSession session) {
        return new Statements(
                session,
                session.prepare(
                        "SELECT conversation_id, last_seq FROM conversations_by_user WHERE user_id = ? LIMIT ?"),
                session.prepare("SELECT first_visible_seq, last_visible_seq FROM conversation_members"
                        + " WHERE conversation_id = ? AND user_id = ? LIMIT 1000"),
                session.prepare("SELECT user_id, last_visible_seq FROM conversation_members"
                        + " WHERE conversation_id = ? LIMIT 5000"),
                session.prepare("SELECT user_id, delivered_seq, read_seq FROM watermarks_by_conversation"
                        + " WHERE conversation_id = ? LIMIT 1000"),
                session.prepare(
                        "SELECT seq, type, at_us, actor, data, message_id, client_message_id, recipients, content,"
                                + " message_type, file_id, reply_to FROM events_by_conversation"
                                + " WHERE conversation_id = ? AND bucket = ? AND seq >= ? AND seq <= ? ORDER BY seq ASC LIMIT ?"),
                session.prepare("SELECT seq, content FROM events_by_conversation"
                        + " WHERE conversation_id = ? AND bucket = ? AND seq IN ?"),
                session.prepare("SELECT seq, type, at_us, actor, message_id, status, delivered_at, read_at"
                        + " FROM events_by_conversation"
                        + " WHERE conversation_id = ? AND bucket = ? AND seq <= ? ORDER BY seq DESC LIMIT ?"));
    }
}
