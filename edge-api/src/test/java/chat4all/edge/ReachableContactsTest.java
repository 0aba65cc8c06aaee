package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.schemas.Topics;
import chat4all.servers.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReachableContactsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("reachable");
    private final String anna = user("anna");
    private final String ben = user("ben");
    private final String phone = "whatsapp:+55119" + ThreadLocalRandom.current().nextInt(60_000_000, 100_000_000);

    @BeforeEach
    void twoMembers() {
        edge.topology.conversation(conversation, 0, anna, ben);
    }

    /** Other tests write to contacts as if no connectors had ever run. */
    @AfterEach
    void nobodyHasAccounts() {
        for (var channel : List.of("whatsapp", "telegram", "instagram")) {
            edge.cassandra.execute("DELETE FROM channel_accounts WHERE channel = ?", channel);
        }
    }

    @Test
    void whereNoConnectorsHaveEverRunItIsAccepted() {
        send(anna, phone).ok(202);
        send(anna, "instagram:@ana").ok(202);
    }

    @Test
    void withoutAnAccountOnTheChannelTheContactIsNamed() {
        publish("telegram", null, true);

        untilRefused(anna, "telegram:4711", "no-channel-account").about("/recipients/0");
        int accepted = TopicReader.values(edge, Topics.MESSAGES, conversation).size();
        send(anna, "telegram:4711").problem(422, "no-channel-account");
        assertThat(TopicReader.values(edge, Topics.MESSAGES, conversation)).hasSize(accepted);
    }

    @Test
    void onesOwnAccountServesItsOwnerAlone() {
        publish("telegram", null, true);
        account("telegram", 0, "1", false, anna);

        untilRefused(ben, "telegram:4711", "no-channel-account");
        send(anna, "telegram:4711").ok(202);
    }

    @Test
    void aSharedAccountServesEverybodyFromTheMomentThereIsOne() {
        publish("telegram", null, true);
        untilRefused(anna, "telegram:4711", "no-channel-account");

        account("telegram", 0, "1", true);

        send(anna, "telegram:4711").ok(202);
    }

    @Test
    void theAccountThroughWhichTheyMetServesTheConversation() {
        publish("telegram", null, true);
        account("telegram", 0, "1", false, "user_somebody_else");
        untilRefused(anna, "telegram:4711", "no-channel-account");

        edge.cassandra.execute(
                "INSERT INTO channel_accounts_by_conversation (conversation_id, contact, account) VALUES (?, ?, ?)",
                conversation,
                "telegram:4711",
                "telegram:1");

        send(anna, "telegram:4711").ok(202);
    }

    @Test
    void aWindowThatIsKnownToBeClosedIsSaid() {
        publish("whatsapp", 86_400L, false);
        account("whatsapp", 0, "100", true);
        heard("whatsapp:100", Instant.now().minus(Duration.ofHours(25)));

        untilRefused(anna, phone, "reply-window-closed").about("/recipients/0");

        heard("whatsapp:100", Instant.now().minus(Duration.ofHours(23)));
        send(anna, phone).ok(202);
    }

    @Test
    void whoHasNeverWrittenIsThePlatformsToRefuse() {
        publish("whatsapp", 86_400L, false);
        account("whatsapp", 0, "100", true);

        send(anna, phone).ok(202);
    }

    @Test
    void anotherSpellingOfTheNumberIsTheSameContact() {
        publish("whatsapp", 86_400L, false);
        account("whatsapp", 0, "100", true);
        heard("whatsapp:100", Instant.now().minus(Duration.ofHours(25)));

        untilRefused(anna, phone.replaceFirst("\\+55119", "+5511"), "reply-window-closed");
    }

    @Test
    void aNameIsRefusedWhereThePlatformTakesNone() {
        publish("instagram", null, false);
        account("instagram", 0, "1", true);
        publish("telegram", null, true);
        account("telegram", 0, "1", true);

        untilRefused(anna, "instagram:@ana", "recipient-not-resolved").about("/recipients/0");
        send(anna, "telegram:@chat4all").ok(202);
    }

    @Test
    void whileCassandraIsAwayItIsAccepted() {
        publish("telegram", null, true);
        untilRefused(anna, "telegram:4711", "no-channel-account");

        edge.servers.pause(Server.CASSANDRA);
        try {
            send(anna, "telegram:4711").ok(202);
        } finally {
            edge.servers.resume(Server.CASSANDRA);
        }
    }

    /** What was known a moment ago, that there are no connectors, may still be believed. */
    private Reply untilRefused(String sender, String contact, String code) {
        return Awaitility.await()
                .atMost(SOON)
                .until(() -> send(sender, contact), reply -> reply.status() == 422)
                .problem(422, code);
    }

    private Reply send(String sender, String contact) {
        return edge.as(sender)
                .message(
                        "conversation_id",
                        "\"" + conversation + "\"",
                        "content",
                        "\"oi\"",
                        "recipients",
                        "[\"" + contact + "\"]");
    }

    private void publish(String channel, @Nullable Long windowSeconds, boolean reachesNames) {
        edge.cassandra.execute(
                "INSERT INTO channel_accounts (channel, published_at, window_seconds, reaches_names)"
                        + " VALUES (?, ?, ?, ?)",
                channel,
                Instant.now(),
                windowSeconds,
                reachesNames);
    }

    private void account(String channel, int position, String id, boolean shared, String... owners) {
        edge.cassandra.execute(
                "INSERT INTO channel_accounts (channel, position, id, owners, shared) VALUES (?, ?, ?, ?, ?)",
                channel,
                position,
                id,
                List.of(owners),
                shared);
    }

    private void heard(String account, Instant at) {
        edge.cassandra.execute(
                "INSERT INTO channel_contacts (account, contact, last_heard_at) VALUES (?, ?, ?)", account, phone, at);
    }

    private static String user(String name) {
        return TestEdge.name("user_" + name).replace('-', '_');
    }
}
