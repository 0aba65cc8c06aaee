package chat4all.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendMessageTest {
    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("send");
    private final String anna = "user_anna";
    private final String clientId = "client-" + conversation;
    private final Api asAnna = edge.as(anna);

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 0, anna, "user_ben");
    }

    @Test
    void answersOnceTheRecordIsInTheTopic() {
        var reply = send("conversation_id", text(conversation), "content", text("olá \\\"tu\\\" \\n 🎉"));

        assertThat(reply.status()).isEqualTo(202);
        var id = reply.body().path("message_id").asText();
        assertThat(id).matches("msg_[0-9a-f-]{36}");
        assertThat(reply.header("Location")).isEqualTo("/v1/messages/" + id);
        assertThat(reply.body().path("conversation_id").asText()).isEqualTo(conversation);
        assertThat(reply.body().path("status").asText()).isEqualTo("SENT");
        assertThat(reply.body().has("client_message_id")).isFalse();
        var record = only();
        assertThat(reply.body().path("timestamp").asLong()).isEqualTo(record.timestamp());
        var sent = (SendMessage) record.value();
        assertThat(sent.messageId()).isEqualTo(id);
        assertThat(sent.senderId()).isEqualTo(anna);
        assertThat(sent.content()).isEqualTo("olá \"tu\" \n 🎉");
        assertThat(sent.messageType()).isEqualTo("text");
        assertThat(sent.recipients()).isEmpty();
        assertThat(sent.acceptedAt()).isBetween(Instant.now().minusSeconds(30), Instant.now());
    }

    @Test
    void keepsContentByteForByteNulIncluded() {
        send("conversation_id", text(conversation), "content", text("a\\u0000b\\uFEFF\\u202E"))
                .ok(202);

        assertThat(((SendMessage) only().value()).content()).isEqualTo("a\u0000b\uFEFF\u202E");
    }

    @Test
    void takesContentOfTheGreatestLengthAndEveryByteEscaped() {
        send("conversation_id", text(conversation), "content", text("\\u0000".repeat(10_240)))
                .ok(202);
        send("conversation_id", text(conversation), "content", text("é".repeat(5_120)))
                .ok(202);
        send("conversation_id", text(conversation), "content", text("é".repeat(5_120) + "x"))
                .problem(400, "validation")
                .about("/content");
    }

    @Test
    void carriesTheTraceOfTheRequest() {
        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        Api.send(asAnna.request("/v1/messages")
                        .header("traceparent", trace)
                        .POST(BodyPublishers.ofString(
                                Api.object("conversation_id", text(conversation), "content", text("x"))))
                        .build())
                .ok(202);

        assertThat(new String(only().headers().lastHeader("traceparent").value(), UTF_8))
                .isEqualTo(trace);
    }

    @Test
    void answersARepetitionAsTheFirstAndAppendsItOnce() {
        var first = withId("oi").ok(202);

        var again = withId("oi").ok(202);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(first.body().path("client_message_id").asText()).isEqualTo(clientId);
        assertThat(records()).hasSize(1);
    }

    @Test
    void takesTheIdFromTheHeaderOrTheAliasAsWell() {
        var first = withId("oi").ok(202);

        var byHeader = Api.send(asAnna.request("/v1/messages")
                .header("Idempotency-Key", clientId)
                .POST(BodyPublishers.ofString(
                        Api.object("content", text("oi"), "conversation_id", text(conversation), "type", text("text"))))
                .build());
        var byAlias = send("conversation_id", text(conversation), "content", text("oi"), "message_id", text(clientId));

        assertThat(byHeader.body()).isEqualTo(first.body());
        assertThat(byAlias.body()).isEqualTo(first.body());
    }

    @Test
    void refusesAnIdThatWasUsedForSomethingElse() {
        var other = TestEdge.name("send");
        edge.topology.conversation(other, 0, anna, "user_ben");
        withId("oi").ok(202);

        withId("olá").problem(422, "idempotency-key-reused");
        send("conversation_id", text(other), "content", text("oi"), "client_message_id", text(clientId))
                .problem(422, "idempotency-key-reused");

        assertThat(records()).hasSize(1);
    }

    @Test
    void keepsTheIdsOfTwoSendersApart() {
        var annas = withId("oi").ok(202);

        var bens = edge.as("user_ben")
                .message(
                        "conversation_id",
                        text(conversation),
                        "content",
                        text("oi"),
                        "client_message_id",
                        text(clientId))
                .ok(202);

        assertThat(bens.body().path("message_id")).isNotEqualTo(annas.body().path("message_id"));
        assertThat(bens.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void refusesTwoDifferentIdsForOneMessage() {
        send(
                        "conversation_id", text(conversation),
                        "content", text("x"),
                        "client_message_id", text("a"),
                        "message_id", text("b"))
                .problem(400, "validation")
                .about("/client_message_id");
    }

    @Test
    void letsNobodyButMembersWriteAndOnlyInTheirOwnName() {
        edge.as("user_mallory")
                .message("conversation_id", text(conversation), "content", text("x"))
                .problem(403, "not-a-member");
        send("conversation_id", text(conversation), "content", text("x"), "sender_id", text("user_ben"))
                .problem(403, "sender-mismatch");
        send("conversation_id", text(conversation), "content", text("x"), "sender_id", text(anna))
                .ok(202);
    }

    @Test
    void mergesTheSingleRecipientWithTheListed() {
        send(
                        "conversation_id", text(conversation),
                        "content", text("x"),
                        "recipients", "[\"user_ben\",\"whatsapp:+5511999998888\"]",
                        "recipient_id", text("user_ben"))
                .ok(202);

        assertThat(((SendMessage) only().value()).recipients())
                .isEqualTo(List.of("user_ben", "whatsapp:+5511999998888"));
    }

    @Test
    void refusesRecipientsThatAreNoMembersOrNoAddress() {
        send("conversation_id", text(conversation), "content", text("x"), "recipient_id", text("user_zoe"))
                .problem(422, "recipient-not-member");
        send("conversation_id", text(conversation), "content", text("x"), "recipients", "[\"user_ben\",\"whatsapp:1\"]")
                .problem(422, "recipient-invalid")
                .about("/recipients/1");
        send("conversation_id", text(conversation), "content", text("x"), "recipient_id", text("icq:1"))
                .problem(422, "recipient-invalid")
                .about("/recipient_id");
    }

    @Test
    void createsAConversationWithRegisteredUsersOnly() {
        edge.anonymous()
                .post("/auth/register", Api.object("username", text("user_carl"), "password", text("segredo1")))
                .ok(201);

        send("conversation_id", text(TestEdge.name("new")), "content", text("x"), "recipient_id", text("user_carl"))
                .ok(202);
        send("conversation_id", text(TestEdge.name("new")), "content", text("x"))
                .ok(202);
        send(
                        "conversation_id", text(TestEdge.name("new")),
                        "content", text("x"),
                        "recipient_id", text("telegram:42"))
                .ok(202);
        send("conversation_id", text(TestEdge.name("new")), "content", text("x"), "recipient_id", text("user_nobody"))
                .problem(422, "recipient-invalid")
                .about("/recipients/0");
        send("conversation_id", text("group_unknown"), "content", text("x")).problem(404, "not-found");
        send("conversation_id", text("direct:unknown"), "content", text("x")).problem(404, "not-found");
    }

    @Test
    void asksForMembershipOnceInAWhileAndNotForEachMessage() {
        send("conversation_id", text(conversation), "content", text("x")).ok(202);
        int before = edge.topology.conversationQuestions();

        for (int i = 0; i < 20; i++) {
            send("conversation_id", text(conversation), "content", text("x")).ok(202);
        }

        assertThat(edge.topology.conversationQuestions() - before).isLessThan(5);
    }

    private Reply withId(String content) {
        return send(
                "conversation_id", text(conversation),
                "content", text(content),
                "client_message_id", text(clientId));
    }

    private Reply send(String... fields) {
        return asAnna.message(fields);
    }

    private ConsumerRecord<String, ConversationCommand> only() {
        var records = records();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private List<ConsumerRecord<String, ConversationCommand>> records() {
        return TopicReader.all(edge, Topics.MESSAGES, conversation);
    }

    private static String text(String value) {
        return "\"" + value + "\"";
    }
}
