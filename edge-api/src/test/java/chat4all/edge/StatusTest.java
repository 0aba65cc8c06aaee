package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";
    private static final Instant AT = Rows.timeOf(1);

    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("status");
    private final String id = Rows.id(conversation, 1);
    private final Rows rows = new Rows(edge, conversation);
    private final Api asAnna = edge.as(ANNA);

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 1, ANNA, BEN);
    }

    @Test
    void tellsTheTopologysStatusOfEachRecipient() {
        var contact = new RecipientStatus(
                "whatsapp:+5511999998888",
                Channel.WHATSAPP,
                DeliveryStatus.FAILED,
                3,
                Source.CONNECTOR,
                AT,
                null,
                null,
                "wamid.1",
                new StatusError("131026", "not on WhatsApp"));
        edge.topology.status(status(DeliveryStatus.FAILED, List.of(internal(DeliveryStatus.READ), contact)));

        var body = asAnna.get(path()).ok(200).body();

        assertThat(body.path("message_id").asText()).isEqualTo(id);
        assertThat(body.path("status").asText()).isEqualTo("FAILED");
        var ben = body.path("recipients").get(0);
        assertThat(ben.path("recipient_id").asText()).isEqualTo(BEN);
        assertThat(ben.path("channel").asText()).isEqualTo("internal");
        assertThat(ben.path("status").asText()).isEqualTo("READ");
        assertThat(Instant.parse(ben.path("read_at").asText())).isEqualTo(AT.plusSeconds(2));
        assertThat(ben.has("error")).isTrue();
        var other = body.path("recipients").get(1);
        assertThat(other.path("channel").asText()).isEqualTo("whatsapp");
        assertThat(other.path("provider_message_id").asText()).isEqualTo("wamid.1");
        assertThat(other.path("attempts").asInt()).isEqualTo(3);
        assertThat(other.path("delivered_at").isNull()).isTrue();
        assertThat(other.path("error").path("code").asText()).isEqualTo("131026");
        assertThat(body.path("history").get(0).path("status").asText()).isEqualTo("SENT");
        assertThat(body.path("history").get(0).has("recipient_id")).isFalse();
        assertThat(Instant.parse(body.path("history").get(0).path("at").asText()))
                .isEqualTo(AT);
    }

    @Test
    void tellsEachChannelOfARecipientButNotTheAddressThere() {
        edge.topology.status(
                status(DeliveryStatus.DELIVERED, List.of(internal(DeliveryStatus.DELIVERED), linkedPhone())));

        var body = asAnna.get(path()).ok(200).body();

        assertThat(body.path("recipients").findValuesAsText("recipient_id")).containsExactly(BEN, BEN);
        assertThat(body.path("recipients").findValuesAsText("channel")).containsExactly("internal", "whatsapp");
        assertThat(body.path("recipients").findValuesAsText("status")).containsExactly("DELIVERED", "DISPATCHED");
        assertThat(body.at("/recipients/1/sent_as").asText()).isEqualTo("link");
        assertThat(body.toString()).doesNotContain("5511999998888").doesNotContain("wamid");
    }

    @Test
    void tellsEachChannelOfARecipientFromTheTablesToo() {
        rows.message(ANNA, List.of(BEN)).stored();
        rows.index(1);
        edge.cassandra.execute(
                "INSERT INTO receipts_by_message (message_id, recipient_id, user_id, channel, status, attempt, source,"
                        + " sent_as) VALUES (?, 'telegram:42', ?, 'telegram', 'SENT', 1, 'SEQUENCER', 'media')",
                id,
                BEN);

        var recipients = asAnna.get(path()).ok(200).body().path("recipients");

        assertThat(recipients.at("/1/sent_as").asText()).isEqualTo("media");
        assertThat(recipients.findValuesAsText("recipient_id")).containsExactly(BEN, BEN);
        assertThat(recipients.findValuesAsText("channel")).containsExactly("internal", "telegram");
        assertThat(recipients.findValuesAsText("status")).containsExactly("DELIVERED", "SENT");
    }

    @Test
    void answersFromTheTablesOnceTheTopologyHasForgotten() {
        rows.message(ANNA, List.of(BEN, "telegram:42", "user_carl")).stored();
        rows.index(1);
        edge.cassandra.execute(
                "INSERT INTO receipts_by_message (message_id, recipient_id, status, attempt, source, read_at)"
                        + " VALUES (?, ?, 'READ', 1, 'READER', ?)",
                id,
                BEN,
                AT.plusSeconds(5));

        var recipients = asAnna.get(path()).ok(200).body().path("recipients");

        assertThat(recipients.findValuesAsText("status")).containsExactly("READ", "SENT", "DELIVERED");
        assertThat(recipients.findValuesAsText("channel")).containsExactly("internal", "telegram", "internal");
    }

    @Test
    void readsFromWatermarksWhoOfManyHasRead() {
        edge.topology.conversation(conversation, 1, ANNA, BEN, "user_carl", "user_dora");
        edge.topology.status(status(DeliveryStatus.DELIVERED, List.of(recipient("*", DeliveryStatus.DELIVERED))));
        edge.cassandra.execute(
                "INSERT INTO watermarks_by_conversation (conversation_id, user_id, delivered_seq, read_seq)"
                        + " VALUES (?, 'user_carl', 1, 1)",
                conversation);

        var recipients = asAnna.get(path()).ok(200).body().path("recipients");

        assertThat(recipients.findValuesAsText("recipient_id")).containsExactly(BEN, "user_carl", "user_dora");
        assertThat(recipients.findValuesAsText("status")).containsExactly("DELIVERED", "READ", "DELIVERED");
    }

    @Test
    void readsFromWatermarksWhoOfManyHasReadWhenOnlyTheTablesKnowTheMessage() {
        var crowd = IntStream.range(0, 9).mapToObj(i -> "user_" + i).toList();
        var members = Stream.concat(Stream.of(ANNA), crowd.stream()).toArray(String[]::new);
        edge.topology.conversation(conversation, 1, members);
        rows.message(ANNA, crowd).stored();
        rows.index(1);
        edge.cassandra.execute(
                "INSERT INTO watermarks_by_conversation (conversation_id, user_id, delivered_seq, read_seq)"
                        + " VALUES (?, 'user_4', 1, 1)",
                conversation);

        var recipients = asAnna.get(path()).ok(200).body().path("recipients");

        assertThat(recipients.findValuesAsText("recipient_id")).isEqualTo(crowd);
        assertThat(recipients.get(4).path("status").asText()).isEqualTo("READ");
        assertThat(recipients.get(5).path("status").asText()).isEqualTo("DELIVERED");
    }

    @Test
    void ofManyRecipientsTheMessageHasComeAsFarAsTheLast() {
        edge.topology.conversation(conversation, 1, ANNA, BEN, "user_carl");
        edge.topology.status(status(DeliveryStatus.DELIVERED, List.of(recipient("*", DeliveryStatus.DELIVERED))));
        hasRead(BEN);

        assertThat(asAnna.get(path()).ok(200).body().path("status").asText()).isEqualTo("DELIVERED");
        hasRead("user_carl");
        assertThat(asAnna.get(path()).ok(200).body().path("status").asText()).isEqualTo("READ");
    }

    private void hasRead(String user) {
        edge.cassandra.execute(
                "INSERT INTO watermarks_by_conversation (conversation_id, user_id, delivered_seq, read_seq)"
                        + " VALUES (?, ?, 1, 1)",
                conversation,
                user);
    }

    @Test
    void isForMembersOnly() {
        edge.topology.status(status(DeliveryStatus.SENT, List.of(internal(DeliveryStatus.SENT))));

        edge.as(BEN).get(path()).ok(200);
        edge.as("user_mallory").get(path()).problem(404, "not-found");
        edge.as("user_mallory").get("/v1/messages/" + id).problem(404, "not-found");
        edge.as("user_mallory").post("/v1/messages/" + id + "/read", "").problem(404, "not-found");
        asAnna.get("/v1/messages/unknown/status").problem(404, "not-found");
    }

    @Test
    void tellsTheSenderAloneWhyAMessageWasRefused() {
        edge.topology.status(new MessageStatus(
                id,
                "elsewhere",
                0,
                ANNA,
                DeliveryStatus.FAILED,
                List.of(),
                List.of(new StatusChange(null, DeliveryStatus.FAILED, 1, AT, Source.SEQUENCER)),
                null,
                List.of(),
                new StatusError("not-a-member", "You are not a member."),
                AT,
                AT,
                1));

        var status = asAnna.get(path()).ok(200).body();
        var message = asAnna.get("/v1/messages/" + id).ok(200).body();

        assertThat(status.path("status").asText()).isEqualTo("FAILED");
        assertThat(status.path("error").path("code").asText()).isEqualTo("not-a-member");
        assertThat(message.path("status").asText()).isEqualTo("FAILED");
        assertThat(message.path("error").path("code").asText()).isEqualTo("not-a-member");
        assertThat(message.has("content")).isFalse();
        edge.as(BEN).get(path()).problem(404, "not-found");
        asAnna.post("/v1/messages/" + id + "/read", "").problem(404, "not-found");
    }

    @Test
    void answersForAMessageThatWasJustAccepted() {
        var accepted = asAnna.message("conversation_id", text(conversation), "content", text("x"))
                .ok(202);
        var fresh = accepted.body().path("message_id").asText();

        var status = asAnna.get("/v1/messages/" + fresh + "/status").ok(200).body();

        assertThat(status.path("status").asText()).isEqualTo("SENT");
        assertThat(status.path("history").get(0).path("status").asText()).isEqualTo("SENT");
        edge.as(BEN).get("/v1/messages/" + fresh + "/status").problem(404, "not-found");
        asAnna.get("/v1/messages/" + fresh).problem(503, "unavailable");
    }

    @Test
    void showsAMessageWithTheNewestStatusThatIsKnown() {
        rows.message(ANNA, List.of(BEN)).stored();
        edge.topology.status(status(DeliveryStatus.READ, List.of(internal(DeliveryStatus.READ))));

        var message = asAnna.get("/v1/messages/" + id).ok(200).body();

        assertThat(message.path("content").asText()).isEqualTo("text 1");
        assertThat(message.path("status").asText()).isEqualTo("READ");
        assertThat(Instant.parse(message.path("read_at").asText())).isEqualTo(AT.plusSeconds(2));
        assertThat(Instant.parse(message.path("delivered_at").asText())).isEqualTo(AT.plusSeconds(1));
    }

    @Test
    void waitsForTheRowOfAMessage() {
        edge.topology.status(status(DeliveryStatus.SENT, List.of(internal(DeliveryStatus.SENT))));
        var later = later(200, () -> rows.message(ANNA, List.of(BEN)).stored());

        asAnna.get("/v1/messages/" + id).ok(200);

        later.join();
    }

    @Test
    void answersAWaiterAsSoonAsTheStatusHasMovedOn() {
        edge.topology.status(status(DeliveryStatus.SENT, List.of(internal(DeliveryStatus.SENT))));
        var later = later(
                400,
                () -> edge.topology.status(
                        status(DeliveryStatus.DELIVERED, List.of(internal(DeliveryStatus.DELIVERED)))));
        long start = System.nanoTime();

        var reply = asAnna.get(path() + "?wait=30&after=SENT").ok(200);

        assertThat(reply.body().path("status").asText()).isEqualTo("DELIVERED");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
        later.join();
    }

    @Test
    void answersAWaiterWithTheCurrentStateWhenTheTimeIsOver() {
        edge.topology.status(status(DeliveryStatus.DELIVERED, List.of(internal(DeliveryStatus.DELIVERED))));

        assertThat(statusOf(asAnna.get(path() + "?wait=1&after=DELIVERED"))).isEqualTo("DELIVERED");
        assertThat(statusOf(asAnna.get(path() + "?wait=1"))).isEqualTo("DELIVERED");
        assertThat(statusOf(asAnna.get(path() + "?wait=30&after=SENT"))).isEqualTo("DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=-1", "wait=61", "wait=x", "wait=1.5", "wait=1&after=GONE", "wait=1&after="})
    void refusesParametersThatMakeNoSense(String query) {
        asAnna.get(path() + "?" + query).problem(400, "validation");
    }

    @Test
    void whoWaitsForAnIdThatCannotBeTakesNobodysPlace() {
        edge.topology.status(status(DeliveryStatus.DELIVERED, List.of(internal(DeliveryStatus.DELIVERED))));

        int moreThanMayWait = 1_001;
        for (int i = 0; i < moreThanMayWait; i++) {
            asAnna.get("/v1/messages/no%20id/status?wait=1").problem(404, "not-found");
        }

        assertThat(statusOf(asAnna.get(path() + "?wait=1&after=SENT"))).isEqualTo("DELIVERED");
    }

    @Test
    void saysThatItCannotSayWhileTheTopologyIsAway() {
        edge.topology.away(true);
        try {
            var reply = asAnna.get("/v1/messages/unknown/status").problem(503, "unavailable");
            assertThat(reply.header("Retry-After")).isEqualTo("1");
        } finally {
            edge.topology.away(false);
        }
    }

    private static String statusOf(Reply reply) {
        return reply.ok(200).body().path("status").asText();
    }

    private String path() {
        return "/v1/messages/" + id + "/status";
    }

    private MessageStatus status(DeliveryStatus status, List<RecipientStatus> recipients) {
        return new MessageStatus(
                id,
                conversation,
                1,
                ANNA,
                status,
                recipients,
                List.of(new StatusChange(null, DeliveryStatus.SENT, 1, AT, Source.SEQUENCER)),
                null,
                List.of(),
                null,
                AT,
                AT,
                1);
    }

    private static RecipientStatus linkedPhone() {
        return new RecipientStatus(
                "whatsapp:+5511999998888",
                BEN,
                Channel.WHATSAPP,
                DeliveryStatus.DISPATCHED,
                1,
                Source.CONNECTOR,
                AT,
                null,
                null,
                "wamid.HBgNNTUxMTk5OTk5ODg4OA==",
                null,
                SentAs.LINK);
    }

    private static RecipientStatus internal(DeliveryStatus status) {
        return recipient(BEN, status);
    }

    private static RecipientStatus recipient(String recipient, DeliveryStatus status) {
        var delivered = status.isAtLeast(DeliveryStatus.DELIVERED) ? AT.plusSeconds(1) : null;
        var read = status == DeliveryStatus.READ ? AT.plusSeconds(2) : null;
        return new RecipientStatus(recipient, null, status, 1, Source.READER, AT, delivered, read, null, null);
    }

    private static CompletableFuture<Void> later(long millis, Runnable work) {
        return CompletableFuture.runAsync(work, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private static String text(String value) {
        return "\"" + value + "\"";
    }
}
