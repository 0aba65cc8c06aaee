package chat4all.sinks.cassandra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.schemas.Watermark;
import chat4all.sinks.Events;
import chat4all.sinks.Stack;
import chat4all.sinks.Statuses;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final Backoff IMPATIENT =
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(200));

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final Database DATABASE = Database.open(Stack.CASSANDRA, IMPATIENT, METERS);
    private final String conversation = "d-" + UUID.randomUUID();
    private final String message = "m-" + conversation;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theHighestStatusStaysWhateverTheOrderOfWriting() throws Exception {
        var read = Statuses.read(message, conversation);

        done(DATABASE.status().set(read, new RowStatus(DeliveryStatus.READ, Statuses.DELIVERED_AT, Statuses.READ_AT)));
        insert(Events.AT.plusSeconds(1));
        done(DATABASE.status().set(read, new RowStatus(DeliveryStatus.FAILED, null, null)));

        Row row = one("SELECT * FROM events_by_conversation WHERE conversation_id = ? AND bucket = 0", conversation);
        assertThat(row.getString("type")).isEqualTo("message.created");
        assertThat(row.getString("status")).isEqualTo("READ");
        assertThat(row.getInstant("delivered_at")).isEqualTo(Statuses.DELIVERED_AT);
        assertThat(row.getInstant("read_at")).isEqualTo(Statuses.READ_AT);
        assertThat(row.isNull("file_id")).isTrue();
    }

    @Test
    void writingAgainChangesNothing() throws Exception {
        insert(Statuses.DELIVERED_AT);
        String once = row();

        insert(Statuses.DELIVERED_AT);

        assertThat(row()).isEqualTo(once);
    }

    @Test
    void theFarthestReceiptStays() throws Exception {
        var read = Statuses.read(message, conversation);
        var delivered = Statuses.user("user_b", DeliveryStatus.DELIVERED, Source.INBOX);

        done(DATABASE.status().upsert(read, read.recipients()));
        done(DATABASE.status().upsert(read, List.of(delivered)));

        Row row = one("SELECT * FROM receipts_by_message WHERE message_id = ?", message);
        assertThat(row.getString("status")).isEqualTo("READ");
        assertThat(row.getString("source")).isEqualTo("READER");
    }

    @Test
    void aLinkedIdentityStaysItsUsersWhateverIsToldLater() throws Exception {
        var state = Statuses.read(message, conversation);
        var late = new RecipientStatus(
                "telegram:42",
                Channel.TELEGRAM,
                DeliveryStatus.READ,
                1,
                Source.PLATFORM,
                Events.AT,
                null,
                Statuses.READ_AT,
                null,
                null);

        done(DATABASE.status().upsert(state, List.of(Statuses.linked("user_b", "telegram:42", DeliveryStatus.SENT))));
        done(DATABASE.status().upsert(state, List.of(late)));

        Row row = one("SELECT * FROM receipts_by_message WHERE message_id = ?", message);
        assertThat(row.getString("status")).isEqualTo("READ");
        assertThat(row.getString("user_id")).isEqualTo("user_b");
        assertThat(row.getString("sent_as")).isEqualTo("link");
    }

    @Test
    void aUserWhoJoinsByAMessageIsAMemberFromThatMessageOn() throws Exception {
        var event = Events.joining(conversation, 7, message);

        done(DATABASE.history()
                .insert(event, (MessageCreated) event.data(), new RowStatus(DeliveryStatus.SENT, null, null)));

        Row row = one("SELECT * FROM conversation_members WHERE conversation_id = ?", conversation);
        assertThat(row.getString("user_id")).isEqualTo("user_a");
        assertThat(row.getLong("first_visible_seq")).isEqualTo(7);
        assertThat(row.getString("role")).isEqualTo("member");
    }

    @Test
    void theGreatestWatermarkStays() throws Exception {
        done(DATABASE.status().advance(List.of(new Watermark(conversation, "user_b", 9, 0, Events.AT))));
        done(DATABASE.status().advance(List.of(new Watermark(conversation, "user_b", 4, 2, Events.AT))));

        Row row = one("SELECT * FROM watermarks_by_conversation WHERE conversation_id = ?", conversation);
        assertThat(row.getLong("delivered_seq")).isEqualTo(9);
        assertThat(row.getLong("read_seq")).isEqualTo(2);
    }

    @Test
    void aRecordThatCassandraRefusesIsAtFaultItself() {
        double before = retries();

        var refused = DATABASE.history()
                .upsert(
                        "u".repeat(70_000),
                        List.of(new UserConversation(conversation, 1, 1, Events.AT, null, null, null)));

        assertThatThrownBy(() -> done(refused))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(PermanentFailureException.class);
        assertThat(retries()).isEqualTo(before);
    }

    @Test
    void aMissingTableIsNoRecordsFault() {
        double before = retries();
        try (var writes = new Writes(Stack.SESSION, IMPATIENT, METERS)) {
            var statement = SimpleStatement.newInstance("INSERT INTO no_such_table (id) VALUES (1)");

            assertThatThrownBy(() -> done(writes.write("no_such_table", () -> statement)))
                    .hasCauseInstanceOf(InvalidQueryException.class);
            assertThat(retries()).isGreaterThan(before);
            assertThat(writes.areFailing()).isFalse();
        }
    }

    private void insert(Instant storedAt) throws Exception {
        var event = Events.direct(conversation, 1, message);
        done(DATABASE.history()
                .insert(event, (MessageCreated) event.data(), new RowStatus(DeliveryStatus.DELIVERED, storedAt, null)));
    }

    private String row() {
        return one("SELECT * FROM events_by_conversation WHERE conversation_id = ? AND bucket = 0", conversation)
                .getFormattedContents();
    }

    private static double retries() {
        return METERS.get("sink_write_retries").counter().count();
    }

    private static void done(CompletionStage<Void> write) throws Exception {
        write.toCompletableFuture().get(20, SECONDS);
    }

    private static Row one(String query, Object... values) {
        List<Row> rows = Stack.SESSION.execute(query, values).all();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
