package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.EventData;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one conversation as the history sink would. */
final class Rows {
    static final Instant BEGIN = Instant.parse("2026-02-01T10:00:00Z");

    private final CqlSession session;
    private final String conversation;
    private final PreparedStatement insert;
    private final List<CompletionStage<?>> writes = new ArrayList<>();
    private long seq;
    private long ordinal;

    Rows(TestEdge edge, String conversation) {
        this.session = edge.cassandra;
        this.conversation = conversation;
        insert = session.prepare("INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, ordinal,"
                + " at_us, actor, message_id, recipients, content, message_type, status)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** So many messages from anna to ben. */
    Rows messages(int count) {
        for (int i = 0; i < count; i++) {
            message("user_anna", List.of("user_ben"));
        }
        return this;
    }

    Rows message(String sender, List<String> recipients) {
        seq++;
        ordinal++;
        return row(EventData.MESSAGE_CREATED, sender, id(conversation, seq), recipients, "text " + seq, "SENT");
    }

    /** An event that is no message, with its data. */
    Rows event(String type, String data) {
        others(type, 1);
        stored();
        session.execute(
                "UPDATE events_by_conversation SET data = ? WHERE conversation_id = ? AND bucket = ? AND seq = ?",
                data,
                conversation,
                HistoryTable.bucketOf(seq),
                seq);
        return this;
    }

    /** Sets a column of a message's row. */
    Rows set(long seq, String column, Object value) {
        session.execute(
                "UPDATE events_by_conversation SET " + column
                        + " = ? WHERE conversation_id = ? AND bucket = ? AND seq = ?",
                value,
                conversation,
                HistoryTable.bucketOf(seq),
                seq);
        return this;
    }

    /** Events that are no messages. */
    Rows others(String type, int count) {
        for (int i = 0; i < count; i++) {
            seq++;
            row(type, "user_anna", null, List.of(), null, null);
        }
        return this;
    }

    /** A place that is given but not stored. */
    Rows missingMessage() {
        seq++;
        ordinal++;
        return this;
    }

    Rows at(long seq, long ordinal) {
        this.seq = seq;
        this.ordinal = ordinal;
        return this;
    }

    private Rows row(
            String type,
            String actor,
            @Nullable String messageId,
            List<String> recipients,
            @Nullable String content,
            @Nullable String status) {
        writes.add(session.executeAsync(insert.bind(
                conversation,
                HistoryTable.bucketOf(seq),
                seq,
                type,
                ordinal,
                HistoryTable.writeTimestamp(timeOf(seq)),
                actor,
                messageId,
                recipients,
                content,
                messageId == null ? null : "text",
                status)));
        if (writes.size() >= 500) {
            stored();
        }
        return this;
    }

    /** Waits for the writes. */
    Rows stored() {
        writes.forEach(write -> assertThat(write.toCompletableFuture().join()).isNotNull());
        writes.clear();
        return this;
    }

    void index(long seq) {
        session.execute(
                "INSERT INTO message_by_id (message_id, conversation_id, seq) VALUES (?, ?, ?)",
                id(conversation, seq),
                conversation,
                seq);
    }

    void member(String userId, long first, @Nullable Long last) {
        session.execute(
                "INSERT INTO conversation_members (conversation_id, user_id, first_visible_seq, last_visible_seq, role)"
                        + " VALUES (?, ?, ?, ?, 'member')",
                conversation,
                userId,
                first,
                last);
        session.execute(
                "INSERT INTO conversations_by_user (user_id, conversation_id, last_seq, last_ordinal, last_at_us)"
                        + " VALUES (?, ?, ?, ?, 0)",
                userId,
                conversation,
                seq,
                ordinal);
    }

    static Instant timeOf(long seq) {
        return BEGIN.plusSeconds(seq);
    }

    static String id(String conversation, long seq) {
        return "msg_" + conversation + "_" + seq;
    }
}
