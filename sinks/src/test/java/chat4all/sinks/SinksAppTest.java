package chat4all.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topics;
import chat4all.schemas.Watermark;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process on the real Kafka, Cassandra and Redis. */
class SinksAppTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path state;

    private static final Kafka kafka = new Kafka();
    private static RunningSinks sinks;

    private final Conversation conversation = new Conversation(kafka);

    @BeforeAll
    static void start() {
        sinks = new RunningSinks(state);
        await().atMost(PATIENCE).until(() -> sinks.ready().contains("\"status\":\"UP\""));
    }

    @AfterAll
    static void stop() {
        sinks.close();
        kafka.close();
    }

    @Test
    void aMessageToAUserIsReadableDeliveredAndPushedToBoth() {
        try (var subscriber = new Subscriber("user_a", "user_b")) {
            conversation.send(Events.opening(conversation.id(), conversation.messageId(1)));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(conversation.updates()).hasSize(1));
            StatusUpdate update = conversation.updates().get(0);
            Row row = conversation.row(1);
            assertThat(row.getString("type")).isEqualTo("message.created");
            assertThat(row.getString("content")).isEqualTo("Olá \"" + conversation.messageId(1) + "\" 😀");
            assertThat(row.getString("status")).isEqualTo("DELIVERED");
            assertThat(row.getInstant("delivered_at")).isEqualTo(update.at());
            assertThat(update.recipientId()).isEqualTo("user_b");
            assertThat(update.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(update.messageAt()).isEqualTo(Events.AT.plusNanos(16_000));
            assertThat(Conversation.rows(
                            "SELECT seq FROM message_by_id WHERE message_id = ?", conversation.messageId(1)))
                    .hasSize(1);
            assertThat(Conversation.rows("SELECT kind FROM conversations WHERE conversation_id = ?", conversation.id())
                            .get(0)
                            .getString("kind"))
                    .isEqualTo("direct");
            assertThat(Conversation.rows(
                            "SELECT * FROM conversation_members WHERE conversation_id = ?", conversation.id()))
                    .extracting(member -> member.getString("user_id") + " " + member.getString("role") + " "
                            + member.getLong("first_visible_seq"))
                    .containsExactlyInAnyOrder("user_a admin 1", "user_b member 1");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(conversation.lastSeq("user_b"))
                    .isEqualTo(1));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(subscriber.received())
                    .filteredOn(text -> text.contains(conversation.id()) && text.contains("NEW_MESSAGE"))
                    .hasSize(2)
                    .allMatch(text -> text.contains("\"recipient_id\":\"user_b\"")));
        }
    }

    @Test
    void aMessageWithAContactOnAPlatformIsSentUntilTheContactHasIt() {
        conversation.send(Events.message(
                conversation.id(),
                1,
                conversation.messageId(1),
                List.of("user_a", "user_b"),
                List.of("user_b", "whatsapp:+5511999998888")));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation.updates()).hasSize(1));
        assertThat(conversation.updates().get(0).recipientId()).isEqualTo("user_b");
        assertThat(conversation.row(1).getString("status")).isEqualTo("SENT");
        assertThat(conversation.row(1).isNull("delivered_at")).isTrue();
    }

    @Test
    void manyMembersAreToldOfAsOne() {
        List<String> members = Events.users(30);
        conversation.send(Events.created(conversation.id(), members));
        conversation.send(
                Events.message(conversation.id(), 2, conversation.messageId(1), members, members.subList(1, 30)));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(conversation.updates())
                .extracting(StatusUpdate::recipientId)
                .containsExactly("*"));
        assertThat(conversation.row(1).getString("data")).contains("\"kind\":\"group\"", "\"user_29\":\"member\"");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation.lastSeq("user_29")).isEqualTo(2));
    }

    @Test
    void theLastStateOfAMessageAndOfAReaderIsStored() {
        String message = conversation.messageId(1);
        conversation.send(Events.direct(conversation.id(), 1, message));
        kafka.send(Topics.MESSAGE_STATUS, message, Statuses.read(message, conversation.id()));
        kafka.send(Topics.WATERMARKS, "k", new Watermark(conversation.id(), "user_b", 7, 3, Events.AT));
        kafka.send(Topics.WATERMARKS, "k", new Watermark(conversation.id(), "user_b", 5, 4, Events.AT));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(conversation.row(1).getString("status")).isEqualTo("READ"));
        assertThat(conversation.row(1).getInstant("read_at")).isEqualTo(Statuses.READ_AT);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        Conversation.rows("SELECT * FROM receipts_by_message WHERE message_id = ?", message))
                .extracting(receipt -> receipt.getString("recipient_id") + " " + receipt.getString("status"))
                .containsExactly("user_b READ"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Conversation.rows(
                        "SELECT * FROM watermarks_by_conversation WHERE conversation_id = ?", conversation.id()))
                .extracting(mark -> mark.getLong("delivered_seq") + " " + mark.getLong("read_seq"))
                .containsExactly("7 4"));
    }

    @Test
    void bytesThatNobodyCanReadBecomeDeadLettersAndHoldNothingUp() {
        byte[] poison = ("{poison " + conversation.id()).getBytes(StandardCharsets.UTF_8);
        kafka.send(Topics.CONVERSATION_LOG.name(), conversation.id(), poison);
        conversation.send(Events.direct(conversation.id(), 2, conversation.messageId(1)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation.updates()).hasSize(1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kafka.deadLetters())
                .filteredOn(letter ->
                        new String(letter.value(), StandardCharsets.UTF_8).equals("{poison " + conversation.id()))
                .isNotEmpty()
                .allMatch(letter -> letter.headers().lastHeader("__streams.errors.offset") != null));
    }

    @Test
    void anEventThatCassandraRefusesKeepsItsPlaceAndBecomesADeadLetter() {
        conversation.send(Events.direct(conversation.id(), 1, "m".repeat(70_000)));
        conversation.send(Events.direct(conversation.id(), 2, conversation.messageId(1)));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(conversation.row(1).getString("type")).isEqualTo("unavailable"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation.updates()).hasSize(1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kafka.deadLetters())
                .filteredOn(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals(conversation.id()))
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                letter.headers()
                                        .lastHeader("__streams.errors.message")
                                        .value(),
                                StandardCharsets.UTF_8))
                        .contains("65535")));
    }

    @Test
    void theTallyFollowsTheCommittedTopics() {
        double sequenced = sinks.metric("messages_sequenced_total", "message.created");
        double deadLetters = sinks.metric("messages_dead_lettered_total", "other");

        conversation.sendMany(1, 10);
        kafka.send(Topics.DEAD_LETTERS.name(), conversation.id(), "unreadable".getBytes(StandardCharsets.UTF_8));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sinks.metric("messages_sequenced_total", "message.created"))
                    .isGreaterThanOrEqualTo(sequenced + 10);
            assertThat(sinks.metric("messages_dead_lettered_total", "other")).isGreaterThan(deadLetters);
        });
    }

    @Test
    void aDirectMessageCostsAtMostFourMutations() {
        double before = sinks.metric("sink_write_seconds_count", "table");

        conversation.sendMany(1, 1_000);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation.updates()).hasSize(1_000));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(conversation.lastSeq("user_b")).isEqualTo(1_000));
        assertThat(sinks.metric("sink_write_seconds_count", "table") - before).isBetween(2_000.0, 4_000.0);
    }
}
