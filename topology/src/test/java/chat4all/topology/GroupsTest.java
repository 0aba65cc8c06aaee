package chat4all.topology;

import static chat4all.topology.Commands.add;
import static chat4all.topology.Commands.create;
import static chat4all.topology.Commands.direct;
import static chat4all.topology.Commands.promote;
import static chat4all.topology.Commands.remove;
import static chat4all.topology.Commands.rename;
import static chat4all.topology.Commands.send;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {
    @TempDir
    Path stateDir;

    private TopologyFixture chat;

    @BeforeEach
    void aGroupOfAnaBenAndCai() {
        chat = new TopologyFixture(stateDir);
        chat.send(create("x", "g", "user_ana", "user_ben", "user_cai"));
    }

    @AfterEach
    void stop() {
        chat.close();
    }

    @Test
    void whoIsAddedSeesFromThereOnAndGetsWhatComesLater() {
        chat.send(send("m1", "g", "user_ana"));
        chat.send(add("c1", "g", "user_ana", "user_dia"));
        chat.send(send("m2", "g", "user_ana"));

        List<ConversationEvent> events = chat.events();
        assertThat(events)
                .extracting(event -> EventData.typeOf(event.data()))
                .containsExactly("conversation.created", "message.created", "member.added", "message.created");
        assertThat(events).extracting(ConversationEvent::ordinal).containsExactly(0L, 1L, 1L, 2L);
        assertThat(events.get(1).audience()).doesNotContain("user_dia");
        assertThat(events.get(2).audience()).contains("user_dia");
        assertThat(((MessageCreated) events.get(3).data()).recipients())
                .containsExactly("user_ben", "user_cai", "user_dia");
        assertThat(ranges("user_dia")).containsExactly(new VisibleRange(3, null));
    }

    @Test
    void whoLeavesSeesTheirLeavingAndNothingAfterIt() {
        chat.send(remove("c1", "g", "user_ben", "user_ben"));
        chat.send(send("m1", "g", "user_ana"));
        chat.send(send("m2", "g", "user_ben"));

        List<ConversationEvent> events = chat.events();
        assertThat(events.get(1).audience()).containsExactly("user_ana", "user_cai", "user_ben");
        assertThat(events.get(2).audience()).containsExactly("user_ana", "user_cai");
        assertThat(ranges("user_ben")).containsExactly(new VisibleRange(1, 2L));
        assertThat(refusals()).containsExactly(RejectionCode.NOT_A_MEMBER);
    }

    @Test
    void whoComesBackSeesBothStaysAndIsNoAdminAnyMore() {
        chat.send(promote("c1", "g", "user_ana", "user_ben"));
        chat.send(remove("c2", "g", "user_ana", "user_ben"));
        chat.send(send("m1", "g", "user_ana"));
        chat.send(add("c3", "g", "user_ana", "user_ben"));

        assertThat(ranges("user_ben")).containsExactly(new VisibleRange(1, 3L), new VisibleRange(5, null));
        assertThat(member("user_ben").role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void onlyAdminsAddRemoveOthersPromoteAndRename() {
        chat.send(add("c1", "g", "user_ben", "user_dia"));
        chat.send(remove("c2", "g", "user_ben", "user_cai"));
        chat.send(promote("c3", "g", "user_ben", "user_ben"));
        chat.send(rename("c4", "g", "user_ben", "Outro"));

        assertThat(refusals()).hasSize(4).containsOnly(RejectionCode.FORBIDDEN);

        chat.send(promote("c5", "g", "user_ana", "user_ben"));
        chat.send(rename("c6", "g", "user_ben", "Outro"));

        assertThat(refusals()).isEmpty();
        assertThat(stored().name()).isEqualTo("Outro");
        assertThat(stored().version()).isEqualTo(3);
    }

    @Test
    void strangersChangeNothing() {
        chat.send(add("c1", "g", "user_eva", "user_eva"));
        chat.send(remove("c2", "g", "user_eva", "user_ben"));
        chat.send(rename("c3", "g", "user_eva", "Outro"));
        chat.send(rename("c4", "no-such-group", "user_eva", "Outro"));

        assertThat(refusals())
                .containsExactly(
                        RejectionCode.NOT_A_MEMBER,
                        RejectionCode.NOT_A_MEMBER,
                        RejectionCode.NOT_A_MEMBER,
                        RejectionCode.CONVERSATION_UNKNOWN);
    }

    @Test
    void theCreatorCannotBeRemovedButMayLeaveWhileAnotherAdminIsThere() {
        chat.send(remove("c1", "g", "user_ana", "user_ana"));
        chat.send(promote("c2", "g", "user_ana", "user_ben"));
        chat.send(remove("c3", "g", "user_ben", "user_ana"));
        chat.send(remove("c4", "g", "user_ana", "user_ana"));

        assertThat(refusals()).containsExactly(RejectionCode.LAST_ADMIN, RejectionCode.FORBIDDEN);
        assertThat(stored().present()).containsExactly("user_ben", "user_cai");
    }

    @Test
    void theLastAdminLeavesOnceNobodyElseIsThere() {
        chat.send(remove("c1", "g", "user_ana", "user_ben"));
        chat.send(remove("c2", "g", "user_ana", "user_cai"));
        chat.send(remove("c3", "g", "user_ana", "user_ana"));

        assertThat(refusals()).isEmpty();
        assertThat(stored().present()).isEmpty();
    }

    @Test
    void whatIsSoAlreadyIsToldAsSuch() {
        chat.send(add("c1", "g", "user_ana", "user_ben"));
        chat.send(promote("c2", "g", "user_ana", "user_ana"));
        chat.send(promote("c3", "g", "user_ana", "user_eva"));
        chat.send(remove("c4", "g", "user_ana", "user_eva"));
        chat.send(rename("c5", "g", "user_ana", "Grupo"));

        assertThat(refusals())
                .containsExactly(
                        RejectionCode.ALREADY_MEMBER,
                        RejectionCode.NO_CHANGE,
                        RejectionCode.MEMBER_UNKNOWN,
                        RejectionCode.MEMBER_UNKNOWN,
                        RejectionCode.NO_CHANGE);
    }

    @Test
    void aDirectConversationHasNoAdminsAndStaysAPair() {
        chat.send(direct("x1", "d", "user_ana", "user_ben"));
        chat.send(add("c1", "d", "user_ana", "user_cai"));
        chat.send(remove("c2", "d", "user_ana", "user_ana"));
        chat.send(rename("c3", "d", "user_ana", "Nós"));

        assertThat(refusals()).hasSize(3).containsOnly(RejectionCode.FORBIDDEN);
    }

    @Test
    void membersAre256AtMostAndJoinAThousandTimesInAll() {
        IntStream.rangeClosed(4, 256).forEach(i -> chat.send(add("a" + i, "g", "user_ana", "user_" + i)));
        chat.send(add("a257", "g", "user_ana", "user_257"));

        assertThat(refusals()).containsExactly(RejectionCode.TOO_MANY_MEMBERS);

        IntStream.rangeClosed(1, ConversationMembers.MAX_STAYS).forEach(i -> {
            chat.send(remove("r" + i, "g", "user_ana", "user_ben"));
            chat.send(add("b" + i, "g", "user_ana", "user_ben"));
        });

        assertThat(Memberships.stays(stored())).isEqualTo(ConversationMembers.MAX_STAYS);
    }

    /** Whatever order the broker gives to what people ask at once, each is decided on the state before it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void concurrentChangesLoseNothingAndTheLogTellsTheSameState(long seed) {
        Random random = new Random(seed);
        List<String> users = List.of("user_ana", "user_ben", "user_cai", "user_dia", "user_eva");
        // Somebody who always stays, so that there always is an admin.
        chat.send(add("z", "g", "user_ana", "user_zoe"));
        for (int i = 0; i < 400; i++) {
            String actor = users.get(random.nextInt(users.size()));
            String other = users.get(random.nextInt(users.size()));
            switch (random.nextInt(5)) {
                case 0 -> chat.send(add("c" + i, "g", actor, other));
                case 1 -> chat.send(remove("c" + i, "g", actor, other));
                case 2 -> chat.send(promote("c" + i, "g", actor, other));
                case 3 -> chat.send(rename("c" + i, "g", actor, "Nome " + i));
                default -> chat.send(send("m" + i, "g", actor));
            }
        }

        List<ConversationEvent> events = chat.events();
        ConversationMembers seen = Memberships.seen(null, events.get(0));
        for (ConversationEvent event : events.subList(1, events.size())) {
            seen = Memberships.seen(seen, event);
            assertThat(event.audience()).containsAll(seen.present());
        }
        assertThat(seen).isEqualTo(stored());
        assertThat(events)
                .extracting(ConversationEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.size() + chat.rejections().size()).isEqualTo(402);
        assertThat(seen.present()).filteredOn(stored()::isAdmin).isNotEmpty();
    }

    private List<RejectionCode> refusals() {
        return chat.rejections().stream().map(RejectedMessage::code).toList();
    }

    private List<VisibleRange> ranges(String user) {
        return member(user).visible();
    }

    private Member member(String user) {
        return requireNonNull(stored().members().get(user));
    }

    private ConversationMembers stored() {
        KeyValueStore<String, ConversationMembers> store =
                chat.driver.getKeyValueStore(StateStores.CONVERSATION_MEMBERS);
        return requireNonNull(store.get("g"));
    }
}
