package chat4all.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.push.redis.Publisher;
import chat4all.push.socket.Limits;
import chat4all.servers.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client of {@code chat4all.v1} may say, and what comes of it. */
class ClientFramesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static StubEdge edge;
    private static RunningGateway gateway;
    private static Publisher redis;

    @BeforeAll
    static void start() throws IOException {
        Store.shared();
        edge = new StubEdge();
        gateway = new RunningGateway(SharedServers.redis(), SharedServers.cassandra(), edge.uri(), Limits.DEFAULTS);
        redis = new Publisher(SharedServers.redis());
        await().atMost(PATIENCE).until(() -> RunningGateway.isReady(gateway.app));
    }

    @AfterAll
    static void stop() {
        redis.close();
        gateway.close();
        edge.close();
    }

    @Test
    void sendsWithTheClientsOwnTokenAndRepliesWhatTheApiAnswers() {
        var token = RunningGateway.token("user_sends");
        var client = gateway.openEvents(token, new EventClient());

        client.say("{\"op\":\"send\",\"id\":7,\"conversation_id\":\"c\",\"content\":\"oi\",\"message_id\":\"mine\"}");

        var reply = client.next("reply");
        assertThat(reply.get("id").asInt()).isEqualTo(7);
        assertThat(reply.get("ok").asBoolean()).isTrue();
        assertThat(reply.get("message_id").asText()).isEqualTo("msg_1");
        var request = edge.requests("/v1/messages").stream()
                .filter(sent -> sent.authorization().equals("Bearer " + token))
                .findFirst()
                .orElseThrow();
        assertThat(request.body())
                .isEqualTo(Client.json("{\"conversation_id\":\"c\",\"content\":\"oi\",\"message_id\":\"mine\"}"));
    }

    @Test
    void repliesTheProblemWhenTheApiRefuses() {
        var client = gateway.connectEvents("user_refused");

        client.say("{\"op\":\"send\",\"id\":\"a\",\"conversation_id\":\"c\",\"content\":\"refuse me\"}");

        var reply = client.next("reply");
        assertThat(reply.get("ok").asBoolean()).isFalse();
        assertThat(reply.get("problem").get("code").asText()).isEqualTo("recipient-invalid");
    }

    @Test
    void sendsInTheOrderInWhichTheyWereSaid() {
        var token = RunningGateway.token("user_in_order");
        var client = gateway.openEvents(token, new EventClient());

        for (int i = 0; i < 20; i++) {
            client.say("{\"op\":\"send\",\"id\":" + i + ",\"conversation_id\":\"c\",\"content\":\"" + i + "\"}");
        }

        await().atMost(PATIENCE).until(() -> client.heard("reply").size() == 20);
        assertThat(edge.requests("/v1/messages"))
                .filteredOn(request -> request.authorization().equals("Bearer " + token))
                .extracting(request -> request.body().get("content").asText())
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(Integer::toString).toList());
    }

    @Test
    void movesTheReadWatermark() {
        var client = gateway.connectEvents("user_reads");

        client.say("{\"op\":\"read\",\"id\":1,\"conversation_id\":\"group_x:1\",\"up_to\":12}");

        assertThat(client.next("reply").get("ok").asBoolean()).isTrue();
        assertThat(edge.requests("/v1/conversations/group_x:1/read"))
                .extracting(request -> request.body().get("up_to_seq").asInt())
                .containsExactly(12);
    }

    @Test
    void tellsTheApiOnceWhatManyAcknowledgementsSay() {
        var client = gateway.connectEvents("user_acknowledges");

        for (long seq = 1; seq <= 40; seq++) {
            client.say("{\"op\":\"ack\",\"conversation_id\":\"acks:1\",\"delivered\":" + seq + "}");
        }
        client.say("{\"op\":\"ack\",\"conversation_id\":\"acks:1\",\"delivered\":7}");

        await().untilAsserted(() -> assertThat(edge.requests("/v1/conversations/acks:1/delivered"))
                .extracting(request -> request.body().get("up_to_seq").asLong())
                .endsWith(40L));
        assertThat(edge.requests("/v1/conversations/acks:1/delivered")).hasSizeLessThanOrEqualTo(3);
        assertThat(edge.requests("/v1/conversations/acks:1/delivered"))
                .allSatisfy(request -> assertThat(request.authorization()).startsWith("Bearer "));
    }

    @Test
    void refusesToKeepAcknowledgementsOfTooManyConversationsAtOnce() {
        var client = gateway.connectEvents("user_acknowledges_much");

        for (int i = 0; i < 40; i++) {
            client.say("{\"op\":\"ack\",\"conversation_id\":\"much:" + i + "\",\"delivered\":1}");
        }

        assertThat(client.next("error").get("code").asText()).isEqualTo("rate-limited");
        await().until(() -> !edge.requests("/v1/conversations/much:0/delivered").isEmpty());
    }

    @Test
    void saysThatTheApiDoesNotAnswer() throws IOException {
        try (var alone = new RunningGateway(
                SharedServers.redis(), SharedServers.cassandra(), URI.create("http://127.0.0.1:1"), Limits.DEFAULTS)) {
            var client = alone.connectEvents("user_alone");

            client.say("{\"op\":\"send\",\"id\":1,\"conversation_id\":\"c\",\"content\":\"oi\"}");

            assertThat(client.next("reply").get("problem").get("code").asText()).isEqualTo("unavailable");
        }
    }

    @Test
    void tellsTheOthersWhoIsWritingAndNobodyElse() {
        var writer = Conversation.user("writer");
        var other = Conversation.user("other");
        var conversation = Conversation.of(redis, writer, other);
        var writing = gateway.connectEvents(writer);
        var reading = gateway.connectEvents(other);
        var plain = gateway.connect(other);

        writing.say("{\"op\":\"typing\",\"conversation_id\":\"" + conversation.id + "\"}");

        var typing = reading.next("typing");
        assertThat(typing.get("conversation_id").asText()).isEqualTo(conversation.id);
        assertThat(typing.get("user_id").asText()).isEqualTo(writer);
        assertThat(typing.get("active").asBoolean()).isTrue();
        writing.settle();
        assertThat(writing.heard("typing")).isEmpty();
        plain.hearsNothingElse();
    }

    @Test
    void tellsWhichMembersAreConnected() {
        var here = Conversation.user("here");
        var alsoHere = Conversation.user("also_here");
        var conversation = Conversation.of(redis, here, alsoHere, Conversation.user("away"));
        var client = gateway.connectEvents(here);
        gateway.connect(alsoHere);

        client.say("{\"op\":\"presence\",\"conversation_id\":\"" + conversation.id + "\"}");

        assertThat(client.next("presence").get("online"))
                .extracting(user -> user.asText())
                .containsExactlyInAnyOrder(here, alsoHere);
    }

    @Test
    void goesOnWithANewTokenOfTheSameUser() {
        var client = gateway.openEvents(
                RunningGateway.token(RunningGateway.KEY, "user_renews", Duration.ofSeconds(4)), new EventClient());
        client.next("token_expiring");

        client.say("{\"op\":\"auth\",\"id\":1,\"token\":\"" + RunningGateway.token("user_renews") + "\"}");

        assertThat(client.next("reply").get("ok").asBoolean()).isTrue();
        var untouched = gateway.openEvents(
                RunningGateway.token(RunningGateway.KEY, "user_renews", Duration.ofSeconds(4)), new EventClient());
        assertThat(untouched.closeCode()).isEqualTo(4001);
        client.settle();
    }

    @Test
    void closesOnATokenThatIsNotItsUsers() {
        var foreign = gateway.connectEvents("user_one");
        foreign.say("{\"op\":\"auth\",\"token\":\"" + RunningGateway.token("user_two") + "\"}");
        assertThat(foreign.closeCode()).isEqualTo(4403);

        var forged = gateway.connectEvents("user_one");
        forged.say("{\"op\":\"auth\",\"token\":\"garbage\"}");
        assertThat(forged.closeCode()).isEqualTo(4401);
    }

    @Test
    void closesOnAFrameThatIsNoFrame() {
        for (var bad : List.of("", "hello", "[]", "{}", "{\"op\":7}", "{\"op\":\"ping\"", "{\"type\":\"ping\"}")) {
            var client = gateway.connectEvents("user_bad");
            client.say(bad);
            assertThat(client.closeCode()).as(bad).isEqualTo(4400);
        }
    }

    @Test
    void namesTheFieldThatIsWrong() {
        var wrong = List.of(
                "{\"op\":\"resume\",\"conversations\":[]}",
                "{\"op\":\"resume\",\"conversations\":{\"c\":-1}}",
                "{\"op\":\"resume\",\"conversations\":{\"c\":\"1\"}}",
                "{\"op\":\"resume\",\"conversations\":{\"c c\":1}}",
                "{\"op\":\"read\",\"conversation_id\":\"c\"}",
                "{\"op\":\"read\",\"up_to\":1}",
                "{\"op\":\"typing\",\"conversation_id\":7.5}");
        var client = gateway.connectEvents("user_wrong");

        for (var frame : wrong) {
            client.say(frame);
            assertThat(client.next("error").get("code").asText()).as(frame).isEqualTo("validation");
        }
        client.say("{\"op\":\"dance\",\"id\":3}");
        assertThat(client.next("reply").get("problem").get("code").asText()).isEqualTo("unknown-op");
    }

    @Test
    void isResumedOnce() {
        var client = gateway.connectEvents("user_twice");
        client.resume();
        client.resume();

        assertThat(client.next("error").get("code").asText()).isEqualTo("already-resumed");
    }
}
