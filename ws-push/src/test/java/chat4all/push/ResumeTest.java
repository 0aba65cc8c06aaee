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
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client of {@code chat4all.v1} is told of what it missed, and what everybody is told that Redis lost. */
class ResumeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static RunningGateway gateway;
    private static Publisher redis;
    private static final Store STORE = Store.shared();

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                SharedServers.redis(), SharedServers.cassandra(), URI.create("http://127.0.0.1:1"), Limits.DEFAULTS);
        redis = new Publisher(SharedServers.redis());
        var app = gateway.app;
        await().atMost(PATIENCE).until(() -> RunningGateway.isReady(app));
    }

    @AfterAll
    static void stop() {
        redis.close();
        gateway.close();
    }

    @Test
    void tellsEverythingSinceTheNamedSeqOverManyPagesAndThenThatItIsAll() {
        var user = Conversation.user("resumes");
        var conversation = Conversation.of(redis, user).store(1, 5_400);
        var client = gateway.connectEvents(user);

        client.resume(Map.of(conversation.id, 0L));

        var caughtUp = client.next("caught_up");
        assertThat(client.seqs(conversation.id)).isEqualTo(upTo(5_400));
        assertThat(caughtUp.get("conversation_id").asText()).isEqualTo(conversation.id);
        assertThat(caughtUp.get("seq").asLong()).isEqualTo(5_400);
        client.next("resumed");
    }

    @Test
    void goesOnWithWhatTakesPlaceWhileItResumes() {
        var user = Conversation.user("joins_flow");
        var conversation = Conversation.of(redis, user).store(1, 1_000);
        var client = gateway.connectEvents(user);

        client.resume(Map.of(conversation.id, 10L));
        conversation.publish(1_001, 1_300).store(1_001, 1_300);

        assertThat(client.awaitSeqs(conversation.id, 1_290)).isEqualTo(between(11, 1_300));
    }

    @Test
    void beginsAtTheReadWatermarkWhereNoSeqIsNamed() {
        var user = Conversation.user("reads");
        var named = Conversation.of(redis, user).store(1, 10);
        var other = Conversation.of(redis, user).store(1, 10);
        STORE.readUpTo(named.id, user, 2);
        STORE.readUpTo(other.id, user, 7);
        var client = gateway.connectEvents(user);

        client.resume(Map.of(named.id, 9L));

        client.next("resumed");
        assertThat(client.seqs(named.id)).containsExactly(10L);
        assertThat(client.seqs(other.id)).containsExactly(8L, 9L, 10L);
    }

    @Test
    void tellsWhatAnEventSaysAlikeFromRedisAndFromTheStore() {
        var user = "user_joao";
        var conversation = Conversation.of(redis, user).store(1, 1, "Olá \"João\" 👩‍👩‍👧");
        var client = gateway.connectEvents(user);
        client.resume(Map.of(conversation.id, 0L));
        var stored = client.next("event");

        conversation.publish(2, 2, "Olá \"João\" 👩‍👩‍👧");

        var live = client.next("event");
        assertThat(stored.get("type").asText()).isEqualTo("message.created");
        assertThat(stored.get("actor").asText()).isEqualTo("user_maria");
        assertThat(stored.get("at").asText()).isEqualTo("2026-02-01T10:00:01Z");
        assertThat(live.propertyStream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(
                        stored.propertyStream().map(Map.Entry::getKey).toList());
        for (var field : List.of("sender_id", "recipient_id", "content", "message_type")) {
            assertThat(live.get("data").get(field))
                    .as(field)
                    .isEqualTo(stored.get("data").get(field));
        }
    }

    @Test
    void tellsOtherEventsInTheirPlace() {
        var user = Conversation.user("group");
        var conversation = Conversation.of(redis, user);
        STORE.event(conversation.id, 1, "conversation.created", "{\"kind\":\"group\",\"name\":\"Equipe\"}");
        conversation.store(2, 3);
        var client = gateway.connectEvents(user);

        client.resume();

        var created = client.next("event");
        client.next("caught_up");
        assertThat(created.get("type").asText()).isEqualTo("conversation.created");
        assertThat(created.get("data").get("name").asText()).isEqualTo("Equipe");
        assertThat(client.seqs(conversation.id)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tellsNothingOfAConversationOfOthers() {
        var secret = Conversation.of(redis, Conversation.user("member")).store(1, 5);
        STORE.readUpTo(secret.id, "user_maria", 4);
        var client = gateway.connectEvents(Conversation.user("stranger"));

        client.resume(Map.of(secret.id, 0L));
        client.say("{\"op\":\"presence\",\"conversation_id\":\"" + secret.id + "\"}");

        // The two are answered side by side, in either order.
        await().atMost(PATIENCE)
                .until(() -> !client.heard("resumed").isEmpty()
                        && !client.heard("error").isEmpty());
        assertThat(client.heard("error").get(0).get("code").asText()).isEqualTo("not-found");
        client.settle();
        assertThat(client.seqs(secret.id)).isEmpty();
        assertThat(client.heard("watermarks")).isEmpty();
    }

    @Test
    void tellsOnlyWhatTookPlaceDuringAStay() {
        var user = Conversation.user("returns");
        var conversation = Conversation.of(redis, Conversation.user("always"));
        conversation.store(1, 9);
        STORE.stay(conversation.id, user, 2, 3L);
        STORE.stay(conversation.id, user, 7, null);
        STORE.head(conversation.id, user, 9);
        var client = gateway.connectEvents(user);

        client.resume();

        client.next("caught_up");
        assertThat(client.seqs(conversation.id)).containsExactly(2L, 3L, 7L, 8L, 9L);
    }

    @Test
    void fillsAHoleThatRedisLeftBeforeGoingOn() {
        var user = Conversation.user("hole");
        var conversation = Conversation.of(redis, user).store(1, 1);
        var client = gateway.connectEvents(user);
        client.resume();
        client.next("resumed");

        conversation.store(2, 6).publish(2, 2).publish(6, 6).publish(5, 6);

        assertThat(client.awaitSeqs(conversation.id, 6)).isEqualTo(upTo(6));
        client.settle();
        assertThat(client.seqs(conversation.id)).isEqualTo(upTo(6));
        assertThat(client.heard("gap")).isEmpty();
    }

    @Test
    void findsTheLastMessageThatRedisLost() {
        var user = Conversation.user("last");
        var conversation = Conversation.of(redis, user).store(1, 1);
        var client = gateway.connectEvents(user);
        client.resume();
        client.next("resumed");

        conversation.store(2, 3);

        assertThat(client.awaitSeqs(conversation.id, 3)).isEqualTo(upTo(3));
    }

    @Test
    void saysAGapThatCannotBeReadAndTellsItLate() {
        var user = Conversation.user("gap");
        var conversation = Conversation.of(redis, user).store(1, 1);
        var client = gateway.connectEvents(user);
        client.resume();
        client.next("resumed");

        conversation.publish(4, 5);

        var gap = client.next("gap");
        assertThat(gap.get("from_seq").asLong()).isEqualTo(2);
        assertThat(gap.get("to_seq").asLong()).isEqualTo(3);
        assertThat(client.awaitSeqs(conversation.id, 3)).containsExactly(1L, 4L, 5L);
        conversation.store(2, 5);
        assertThat(client.awaitSeqs(conversation.id, 5)).containsExactly(1L, 4L, 5L, 2L, 3L);
        assertThat(client.heard("event"))
                .filteredOn(event -> event.path("late").asBoolean())
                .extracting(event -> event.get("seq").asLong())
                .containsExactly(2L, 3L);
    }

    @Test
    void tellsTwoDevicesEachFromItsOwnPlace() {
        var user = Conversation.user("devices");
        var conversation = Conversation.of(redis, user).store(1, 20);
        var phone = gateway.connectEvents(user);
        var laptop = gateway.connectEvents(user);

        phone.resume(Map.of(conversation.id, 5L));
        laptop.resume(Map.of(conversation.id, 18L));
        phone.next("resumed");
        laptop.next("resumed");
        conversation.store(21, 21).publish(21, 21);

        assertThat(phone.awaitSeqs(conversation.id, 16)).isEqualTo(between(6, 21));
        assertThat(laptop.awaitSeqs(conversation.id, 3)).isEqualTo(between(19, 21));
    }

    @Test
    void readsAgainForASlowReaderWhileAnotherGoesOn() throws IOException {
        var slowUser = Conversation.user("slow");
        var quickUser = Conversation.user("quick");
        var conversation = Conversation.of(redis, slowUser, quickUser).store(1, 1);
        var slow = gateway.openEvents(RunningGateway.token(slowUser), new EventClient.Deaf());
        var quick = gateway.connectEvents(quickUser);
        slow.resume(Map.of(conversation.id, 1L));
        quick.resume(Map.of(conversation.id, 1L));
        quick.next("resumed");
        var content = "x".repeat(10_000);
        int last = 2_001;

        for (int first = 2; first <= last; first += 100) {
            conversation.store(first, first + 99, content).publish(first, first + 99, content);
            quick.awaitSeqs(conversation.id, first + 98);
        }
        assertThat(gateway.metric("push_frames_refused_total")).isPositive();
        slow.listen();

        assertThat(slow.awaitSeqs(conversation.id, last - 1)).isEqualTo(between(2, last));
        assertThat(quick.seqs(conversation.id)).isEqualTo(between(2, last));
    }

    @Test
    void keepsPlainClientsWithoutHolesToo() {
        var user = Conversation.user("plain");
        var conversation = Conversation.of(redis, user).store(1, 3);
        var client = gateway.connect(user);

        conversation.store(4, 7).publish(4, 4).publish(6, 6);

        for (long seq = 4; seq <= 7; seq++) {
            assertThat(client.next("NEW_MESSAGE").get("seq").asLong()).isEqualTo(seq);
        }
        client.hearsNothingElse();
    }

    private static List<Long> upTo(long last) {
        return between(1, last);
    }

    private static List<Long> between(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
