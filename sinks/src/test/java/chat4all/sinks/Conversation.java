package chat4all.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.HistoryTable;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topics;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** A conversation of one test alone: what it sends, and what came of it. */
final class Conversation {
    private final String id = "c-" + UUID.randomUUID();
    private final Kafka kafka;

    Conversation(Kafka kafka) {
        this.kafka = kafka;
    }

    String id() {
        return id;
    }

    String messageId(long seq) {
        return "m" + seq + "-" + id;
    }

    void send(ConversationEvent event) {
        kafka.send(Topics.CONVERSATION_LOG, id, event);
        kafka.flush();
    }

    /** Messages from {@code user_a} to {@code user_b}; returns their seqs. */
    List<Long> sendMany(long first, long last) {
        List<Long> seqs = new ArrayList<>();
        LongStream.rangeClosed(first, last).forEach(seq -> {
            kafka.send(Topics.CONVERSATION_LOG, id, Events.direct(id, seq, messageId(seq)));
            seqs.add(seq);
        });
        kafka.flush();
        return seqs;
    }

    List<StatusUpdate> updates() {
        return kafka.values(Topics.STATUS_UPDATES, update -> id.equals(update.conversationId()));
    }

    Row row(long seq) {
        List<Row> found = rows(
                "SELECT * FROM events_by_conversation WHERE conversation_id = ? AND bucket = ? AND seq = ?",
                id,
                HistoryTable.bucketOf(seq),
                seq);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    List<Long> storedSeqs() {
        return rows("SELECT seq, type FROM events_by_conversation WHERE conversation_id = ? AND bucket = 0", id)
                .stream()
                .filter(row -> row.getString("type") != null)
                .map(row -> row.getLong("seq"))
                .sorted()
                .toList();
    }

    long lastSeq(String user) {
        List<Row> found =
                rows("SELECT last_seq FROM conversations_by_user WHERE user_id = ? AND conversation_id = ?", user, id);
        return found.isEmpty() ? 0 : found.get(0).getLong("last_seq");
    }

    static List<Row> rows(String query, Object... values) {
        return Stack.SESSION.execute(query, values).all();
    }
}
