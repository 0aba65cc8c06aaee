package chat4all.topology;

import static chat4all.topology.Commands.create;
import static chat4all.topology.Commands.send;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.OutboundMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactsTest {
    private static final String ANA = "whatsapp:+5511999998888";
    private static final String RUI = "telegram:42";

    @TempDir
    Path stateDir;

    private TopologyFixture chat;

    @BeforeEach
    void start() {
        chat = new TopologyFixture(stateDir);
    }

    @AfterEach
    void stop() {
        chat.close();
    }

    @Test
    void anAnswerWithoutRecipientsReachesTheContactWhoOpenedTheConversation() {
        writes("w1", ANA, "user_a");
        chat.send(send("m1", "c1", "user_a"));

        assertThat(chat.messages().get(1).recipients()).containsExactly(ANA);
        assertThat(chat.outbound(Channel.WHATSAPP))
                .extracting(OutboundMessage::recipientId)
                .containsExactly(ANA);
    }

    @Test
    void whoWritesLaterIsAContactFromThenOn() {
        chat.send(create("x1", "c1", "user_a", "user_b"));
        chat.send(send("m1", "c1", "user_a"));
        writes("w1", ANA);
        writes("w2", RUI);
        writes("w3", ANA);
        chat.send(send("m2", "c1", "user_a"));

        assertThat(messages())
                .extracting(MessageCreated::recipients)
                .containsExactly(
                        List.of("user_b"),
                        List.of("user_a", "user_b"),
                        List.of("user_a", "user_b", ANA),
                        List.of("user_a", "user_b", RUI),
                        List.of("user_b", ANA, RUI));
    }

    @Test
    void namedRecipientsAreTakenAsTheyAreNamed() {
        writes("w1", ANA, "user_a", "user_b");
        chat.send(send("m1", "c1", "user_a", "user_b"));

        assertThat(messages().get(1).recipients()).containsExactly("user_b");
    }

    @Test
    void whatAContactSaysInAConversationThatExistsIsForAllOfItsMembers() {
        chat.send(create("x1", "c1", "user_a", "user_b"));
        writes("w1", ANA, "user_b");
        writes("w2", ANA, "user_owner");

        assertThat(messages())
                .extracting(MessageCreated::recipients)
                .containsExactly(List.of("user_a", "user_b"), List.of("user_a", "user_b"));
        assertThat(chat.rejections()).isEmpty();
    }

    @Test
    void aContactIsNoMember() {
        writes("w1", ANA, "user_a");
        chat.send(send("m1", "c1", "user_a"));

        assertThat(chat.events())
                .allSatisfy(event -> assertThat(event.audience()).containsExactly("user_a"));
    }

    @Test
    void theFirst32ContactsAreKept() {
        chat.send(send("m1", "c1", "user_a"));
        IntStream.rangeClosed(1, 40).forEach(i -> writes("w" + i, "telegram:" + i));

        assertThat(stored().contacts())
                .hasSize(ConversationMembers.MAX_CONTACTS)
                .startsWith("telegram:1", "telegram:2")
                .endsWith("telegram:32");
    }

    @Test
    void theLogTellsThemAgain() {
        chat.send(create("x1", "c1", "user_a", "user_b"));
        writes("w1", ANA);
        writes("w2", RUI);

        ConversationMembers seen = null;
        for (ConversationEvent event : chat.events()) {
            seen = Memberships.seen(seen, event);
        }

        assertThat(seen).isEqualTo(stored());
    }

    private void writes(String id, String contact, String... recipients) {
        chat.send(send(id, "c1", contact, "oi", Origin.PLATFORM, recipients));
    }

    private List<MessageCreated> messages() {
        return chat.events().stream()
                .filter(event -> event.data() instanceof MessageCreated)
                .map(event -> (MessageCreated) event.data())
                .toList();
    }

    private ConversationMembers stored() {
        KeyValueStore<String, ConversationMembers> store =
                chat.driver.getKeyValueStore(StateStores.CONVERSATION_MEMBERS);
        return store.get("c1");
    }
}
