package chat4all.sinks.cassandra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.ConversationRenamed;
import chat4all.schemas.EventData.MemberAdded;
import chat4all.schemas.EventData.MemberPromoted;
import chat4all.schemas.EventData.MemberRemoved;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.EventData.MessageDeleted;
import chat4all.schemas.EventData.MessageEdited;
import chat4all.schemas.EventData.ReactionAdded;
import chat4all.schemas.EventData.ReactionRemoved;
import chat4all.sinks.Events;
import chat4all.sinks.Stack;
import com.datastax.oss.driver.api.core.cql.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What events do to rows of earlier ones, in whatever order the writes arrive. */
class ChangesTest {
    private static final Database DATABASE =
            Database.open(Stack.CASSANDRA, Backoff.STANDARD, new SimpleMeterRegistry());
    private static final List<String> BOTH = List.of("user_a", "user_b");

    private final String conversation = "ch-" + UUID.randomUUID();
    private final String message = "m-" + conversation;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aMessageHasTheTextOfItsLastEditWhicheverIsWrittenFirst() throws Exception {
        change(3, new MessageEdited(message, 1, "terceiro"));
        say();
        change(2, new MessageEdited(message, 1, "segundo"));

        Row row = event(1);
        assertThat(row.getString("content")).isEqualTo("terceiro");
        assertThat(row.getInstant("edited_at")).isNotNull();
        assertThat(row.getString("status")).isEqualTo("DELIVERED");
    }

    @Test
    void theTextOfADeletedMessageIsNowhere() throws Exception {
        say();
        change(2, new MessageEdited(message, 1, "segredo"));
        change(3, new MessageDeleted(message, 1));
        say();

        assertThat(event(1).isNull("content")).isTrue();
        assertThat(event(1).getInstant("deleted_at")).isNotNull();
        List<Row> rows = Stack.SESSION
                .execute("SELECT * FROM events_by_conversation WHERE conversation_id = ? AND bucket = 0", conversation)
                .all();
        assertThat(rows)
                .extracting(Row::getFormattedContents)
                .hasSize(3)
                .noneMatch(text -> text.contains("segredo") || text.contains("Olá"));
    }

    @Test
    void theFileOfADeletedMessageIsReleasedWhicheverIsWrittenFirst() throws Exception {
        String file = "file_" + conversation;
        change(3, new MessageDeleted(message, 1, file, null));
        carry(1, file);

        assertThat(carriers(file)).extracting(row -> row.getLong("seq")).containsExactly(0L);
        assertThat(carriers(file).get(0).isNull("released_at")).isFalse();
        assertThat(event(3).getString("data")).doesNotContain(file);
        assertThat(event(1).isNull("file_id")).isTrue();
        assertThat(noted(file)).isTrue();
    }

    @Test
    void anotherMessageGoesOnCarryingTheFile() throws Exception {
        String file = "file_" + conversation;
        carry(1, file);
        carry(2, file);
        change(3, new MessageDeleted(message, 1, file, null));
        change(3, new MessageDeleted(message, 1, file, null));

        assertThat(carriers(file)).extracting(row -> row.getLong("seq")).containsExactly(2L);
        assertThat(event(2).getString("file_id")).isEqualTo(file);
    }

    @Test
    void reactionsAreASetOfWhoAndWhat() throws Exception {
        say();
        change(2, new ReactionAdded(message, 1, "👍"));
        change(4, new ReactionRemoved(message, 1, "👍"));
        change(3, new ReactionAdded(message, 1, "👍"));
        change(5, new ReactionAdded(message, 1, "🎉"));
        change(5, new ReactionAdded(message, 1, "🎉"));

        assertThat(event(1).getSet("reactions", String.class)).containsExactly("user_a|🎉");
    }

    @Test
    void aStayBeginsAndEndsAndComesAgain() throws Exception {
        change(2, new MemberAdded("user_c", Role.MEMBER));
        change(3, new MemberPromoted("user_c", 2));
        change(4, new MemberRemoved("user_c", 2));
        change(6, new MemberAdded("user_c", Role.MEMBER));

        assertThat(Stack.SESSION
                        .execute("SELECT * FROM conversation_members WHERE conversation_id = ?", conversation)
                        .all())
                .extracting(row -> row.getString("role") + " " + row.getLong("first_visible_seq") + " "
                        + row.getLong("last_visible_seq"))
                .containsExactly("admin 2 4", "member 6 0");
        assertThat(event(4).getString("data")).contains("\"user_id\":\"user_c\"");
    }

    @Test
    void theLastNameStays() throws Exception {
        change(3, new ConversationRenamed("Depois"));
        change(2, new ConversationRenamed("Antes"));

        assertThat(Stack.SESSION
                        .execute("SELECT name FROM conversations WHERE conversation_id = ?", conversation)
                        .one())
                .extracting(row -> row.getString("name"))
                .isEqualTo("Depois");
    }

    private void say() throws Exception {
        var event = Events.direct(conversation, 1, message);
        var status = new RowStatus(DeliveryStatus.DELIVERED, Events.AT.plusSeconds(1), null);
        DATABASE.history()
                .insert(event, (MessageCreated) event.data(), status)
                .toCompletableFuture()
                .get(20, SECONDS);
    }

    private void carry(long seq, String file) throws Exception {
        var data = new MessageCreated(
                message + "-" + seq, null, List.of("user_b"), "", "document", file, null, null, null);
        var event = Events.change(conversation, seq, "user_a", BOTH, data);
        var status = new RowStatus(DeliveryStatus.DELIVERED, Events.AT.plusSeconds(1), null);
        DATABASE.history().insert(event, data, status).toCompletableFuture().get(20, SECONDS);
    }

    /** The messages that carry it; if there are none but there have been, one row without a message. */
    private static List<Row> carriers(String file) {
        return Stack.SESSION
                .execute("SELECT seq, released_at FROM messages_by_file WHERE file_id = ?", file)
                .all();
    }

    private static boolean noted(String file) {
        long hour = Instant.now().getEpochSecond() / 3_600;
        return LongStream.of(hour - 1, hour)
                .mapToObj(at -> Stack.SESSION.execute(
                        "SELECT hour FROM released_files_by_hour WHERE hour = ? AND file_id = ?", at, file))
                .anyMatch(found -> found.one() != null);
    }

    private void change(long seq, EventData data) throws Exception {
        ConversationEvent event = Events.change(conversation, seq, "user_a", BOTH, data);
        DATABASE.history().insert(event).toCompletableFuture().get(20, SECONDS);
    }

    private Row event(long seq) {
        return Stack.SESSION
                .execute(
                        "SELECT * FROM events_by_conversation WHERE conversation_id = ? AND bucket = 0 AND seq = ?",
                        conversation,
                        seq)
                .one();
    }
}
