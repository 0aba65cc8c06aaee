package chat4all.topology;

import static chat4all.topology.Commands.create;
import static chat4all.topology.Commands.send;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.Validation;
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
    void whatAUserWritesOnAPlatformIsThatUsersFromTheFirstMessageOn() {
        writesAs("user_ana", "w1", ANA, "user_a");
        chat.send(send("m1", "c1", "user_a"));

        List<ConversationEvent> events = chat.events();
        assertThat(events).extracting(ConversationEvent::actor).containsExactly("user_ana", "user_a");
        assertThat(events.get(0).audience()).containsExactly("user_ana", "user_a");
        assertThat(message(events.get(0)).recipients()).containsExactly("user_a");
        assertThat(message(events.get(1)).recipients()).containsExactly("user_ana");
        assertThat(message(events.get(1)).linked()).containsExactly(new LinkedIdentity("user_ana", ANA));
        assertThat(chat.outbound(Channel.WHATSAPP))
                .extracting(OutboundMessage::recipientId)
                .containsExactly(ANA);
    }

    @Test
    void aContactWhoHasBecomeAUserJoinsByWritingAndSeesWhatComesAfter() {
        writes("w1", ANA, "user_a");
        writesAs("user_ana", "w2", ANA, "user_a");
        writesAs("user_ana", "w3", ANA, "user_a");

        assertThat(stored().members().get("user_ana"))
                .isEqualTo(new Member(Role.MEMBER, List.of(new VisibleRange(2, null))));
        assertThat(messages()).extracting(MessageCreated::joins).containsExactly(null, "user_ana", null);
        assertThat(chat.outbound(Channel.WHATSAPP)).isEmpty();
    }

    @Test
    void aUserWhoIsAContactByAnotherSpellingOfTheSameNumberGetsItOnce() {
        String shorter = "whatsapp:+551199998888";
        writesAs("user_ana", "w1", shorter, "user_a");
        chat.send(send("m1", "c1", "user_a").withLinked(List.of(new LinkedIdentity("user_ana", ANA))));

        assertThat(chat.outbound(Channel.WHATSAPP))
                .extracting(OutboundMessage::recipientId)
                .containsExactly(shorter);
    }

    @Test
    void aUsersOwnContactDoesNotGetWhatTheUserWritesHere() {
        writesAs("user_ana", "w1", ANA, "user_a");
        chat.send(send("m1", "c1", "user_ana"));

        assertThat(messages().get(1).recipients()).containsExactly("user_a");
        assertThat(chat.outbound(Channel.WHATSAPP)).isEmpty();
    }

    @Test
    void aContactWhoIsNoLongerAUsersIsAContactAgain() {
        writesAs("user_ana", "w1", ANA, "user_a");
        writes("w2", ANA, "user_a");
        chat.send(send("m1", "c1", "user_a"));

        List<ConversationEvent> events = chat.events();
        assertThat(events.get(1).actor()).isEqualTo(ANA);
        assertThat(message(events.get(2)).recipients()).containsExactly("user_ana", ANA);
        assertThat(message(events.get(2)).linked()).isEmpty();
    }

    @Test
    void aConversationThatIsFullHearsTheContactAndNotTheUser() {
        String[] members = IntStream.range(1, Validation.MAX_MEMBERS)
                .mapToObj(i -> "user_" + i)
                .toArray(String[]::new);
        chat.send(create("x1", "c1", "user_0", members));
        writesAs("user_ana", "w1", ANA, "user_0");

        ConversationEvent said = chat.events().get(1);
        assertThat(said.actor()).isEqualTo(ANA);
        assertThat(said.audience()).hasSize(Validation.MAX_MEMBERS).doesNotContain("user_ana");
        assertThat(stored().linked()).isEmpty();
    }

    @Test
    void theLogTellsThemAgain() {
        chat.send(create("x1", "c1", "user_a", "user_b"));
        writes("w1", ANA);
        writes("w2", RUI);
        writesAs("user_ana", "w3", ANA);

        ConversationMembers seen = null;
        for (ConversationEvent event : chat.events()) {
            seen = Memberships.seen(seen, event);
        }

        assertThat(seen).isEqualTo(stored());
    }

    private void writes(String id, String contact, String... recipients) {
        chat.send(send(id, "c1", contact, "oi", Origin.PLATFORM, recipients));
    }

    private void writesAs(String user, String id, String contact, String... recipients) {
        chat.send(send(id, "c1", contact, "oi", Origin.PLATFORM, recipients).writtenAs(user, contact));
    }

    private static MessageCreated message(ConversationEvent event) {
        return (MessageCreated) event.data();
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
