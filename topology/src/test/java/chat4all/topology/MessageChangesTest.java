package chat4all.topology;

import static chat4all.topology.Commands.add;
import static chat4all.topology.Commands.create;
import static chat4all.topology.Commands.delete;
import static chat4all.topology.Commands.direct;
import static chat4all.topology.Commands.edit;
import static chat4all.topology.Commands.react;
import static chat4all.topology.Commands.remove;
import static chat4all.topology.Commands.send;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.MessageDeleted;
import chat4all.schemas.EventData.MessageEdited;
import chat4all.schemas.EventData.ReactionAdded;
import chat4all.schemas.EventData.ReactionRemoved;
import chat4all.schemas.MessageRef;
import chat4all.schemas.OutboundChange;
import chat4all.schemas.OutboundChange.Kind;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.React.Change;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageChangesTest {
    private static final MessageRef OF_BEN = new MessageRef("m1", 2, "user_ben");

    @TempDir
    Path stateDir;

    private TopologyFixture chat;

    @BeforeEach
    void benHasWrittenInAGroupOfAnaBenAndCai() {
        chat = new TopologyFixture(stateDir);
        chat.send(create("x", "g", "user_ana", "user_ben", "user_cai"));
        chat.send(send("m1", "g", "user_ben"));
    }

    @AfterEach
    void stop() {
        chat.close();
    }

    @Test
    void whatHappensToAMessageIsNumberedButIsNoMessage() {
        chat.send(edit("c1", "g", "user_ben", OF_BEN, "melhor"));
        chat.send(react("c2", "g", "user_cai", OF_BEN, Change.ADD, "👍"));
        chat.send(react("c3", "g", "user_cai", OF_BEN, Change.REMOVE, "👍"));
        chat.send(delete("c4", "g", "user_ben", OF_BEN));

        List<ConversationEvent> events = chat.events();
        assertThat(events.subList(2, 6))
                .extracting(ConversationEvent::data)
                .containsExactly(
                        new MessageEdited("m1", 2, "melhor"),
                        new ReactionAdded("m1", 2, "👍"),
                        new ReactionRemoved("m1", 2, "👍"),
                        new MessageDeleted("m1", 2));
        assertThat(events).extracting(ConversationEvent::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(events).extracting(ConversationEvent::ordinal).containsExactly(0L, 1L, 1L, 1L, 1L, 1L);
        assertThat(chat.statuses()).hasSize(1);
    }

    @Test
    void aDeletionNamesTheFileThatGoesWithTheMessage() {
        chat.send(delete("c1", "g", "user_ben", OF_BEN, "file_1"));

        assertThat(chat.events().get(2).data()).isEqualTo(new MessageDeleted("m1", 2, "file_1", null));
    }

    @Test
    void onlyTheAuthorEdits() {
        chat.send(edit("c1", "g", "user_ana", OF_BEN, "censurado"));

        assertThat(refusals()).containsExactly(RejectionCode.FORBIDDEN);
    }

    @Test
    void theAuthorAndAGroupsAdminsDelete() {
        chat.send(delete("c1", "g", "user_cai", OF_BEN));
        chat.send(delete("c2", "g", "user_ana", OF_BEN));

        assertThat(refusals()).containsExactly(RejectionCode.FORBIDDEN);
        assertThat(lastType()).isEqualTo("message.deleted");
    }

    @Test
    void inADirectConversationNobodyDeletesForTheOther() {
        chat.send(direct("x1", "d", "user_ana", "user_ben"));
        chat.send(send("m2", "d", "user_ben"));
        chat.send(delete("c1", "d", "user_ana", new MessageRef("m2", 2, "user_ben")));

        assertThat(refusals()).containsExactly(RejectionCode.FORBIDDEN);
    }

    @Test
    void nothingIsDecidedOnAMessageAfterItsDeletion() {
        chat.send(delete("c1", "g", "user_ben", OF_BEN));
        chat.send(edit("c2", "g", "user_ben", OF_BEN, "de volta"));
        chat.send(react("c3", "g", "user_cai", OF_BEN, Change.ADD, "👍"));
        chat.send(delete("c4", "g", "user_ana", OF_BEN));

        assertThat(refusals()).hasSize(3).containsOnly(RejectionCode.MESSAGE_UNKNOWN);
        assertThat(lastType()).isEqualTo("message.deleted");
    }

    /** From then on the edge, which reads the history, is the one to refuse. */
    @Test
    void aDeletionIsRememberedForADay() {
        chat.send(delete("c1", "g", "user_ben", OF_BEN));
        chat.at(TopologyFixture.START.plus(Duration.ofDays(1)));
        chat.send(edit("c2", "g", "user_ben", OF_BEN, "de volta"));
        chat.at(TopologyFixture.START.plus(Duration.ofDays(1)).plusMillis(1));
        chat.send(edit("c3", "g", "user_ben", OF_BEN, "de volta"));

        assertThat(refusals()).containsExactly(RejectionCode.MESSAGE_UNKNOWN);
        assertThat(lastType()).isEqualTo("message.edited");
    }

    @Test
    void whoDoesNotSeeAMessageCannotReactToIt() {
        chat.send(add("c1", "g", "user_ana", "user_dia"));
        chat.send(react("c2", "g", "user_dia", OF_BEN, Change.ADD, "👍"));
        chat.send(react("c3", "g", "user_eva", OF_BEN, Change.ADD, "👍"));
        chat.send(react("c4", "g", "user_cai", new MessageRef("m9", 99, "user_ben"), Change.ADD, "👍"));

        assertThat(refusals())
                .containsExactly(
                        RejectionCode.MESSAGE_UNKNOWN, RejectionCode.NOT_A_MEMBER, RejectionCode.MESSAGE_UNKNOWN);
    }

    @Test
    void whoLeftCannotEditAnyMore() {
        chat.send(remove("c1", "g", "user_ben", "user_ben"));
        chat.send(edit("c2", "g", "user_ben", OF_BEN, "melhor"));

        assertThat(refusals()).containsExactly(RejectionCode.NOT_A_MEMBER);
    }

    @Test
    void aCommandThatBreaksARuleIsNoEvent() {
        chat.send(edit("c1", "g", "user_ben", OF_BEN, ""));
        chat.send(react("c2", "g", "user_cai", OF_BEN, Change.ADD, "nice"));

        assertThat(refusals()).hasSize(2).containsOnly(RejectionCode.VALIDATION);
    }

    @Test
    void aChangeGoesToThoseWhoHaveTheMessageOnAPlatformInTheOrderOfTheConversation() {
        MessageRef outside = new MessageRef("m1", 2, "user_ben", List.of("telegram:42", "whatsapp:+5511999998888"));
        chat.send(edit("c1", "g", "user_ben", outside, "melhor"));
        chat.send(react("c2", "g", "user_cai", outside, Change.ADD, "👍"));
        chat.send(react("c3", "g", "user_cai", outside, Change.REMOVE, "👍"));
        chat.send(delete("c4", "g", "user_ben", outside));

        List<OutboundMessage> told = chat.outbound(Channel.TELEGRAM);
        assertThat(told)
                .extracting(OutboundMessage::change)
                .containsExactly(
                        new OutboundChange(Kind.EDIT, null),
                        new OutboundChange(Kind.REACT, "👍"),
                        new OutboundChange(Kind.UNREACT, "👍"),
                        new OutboundChange(Kind.DELETE, null));
        assertThat(told).extracting(OutboundMessage::seq).containsExactly(3L, 4L, 5L, 6L);
        assertThat(told).allSatisfy(one -> {
            assertThat(one.messageId()).isEqualTo("m1");
            assertThat(one.recipientId()).isEqualTo("telegram:42");
        });
        assertThat(told.get(0).content()).isEqualTo("melhor");
        assertThat(chat.outbound(Channel.WHATSAPP)).hasSize(4);
    }

    @Test
    void aContactChangesTheirOwnMessageAndReactsAndIsNotToldOfIt() {
        String ana = "whatsapp:+5511999998888";
        MessageRef hers = new MessageRef("m2", 3, ana, List.of("telegram:42"));
        chat.send(react("c1", "g", ana, OF_BEN, Change.ADD, "👍", Origin.PLATFORM));
        chat.send(edit("c2", "g", ana, hers, "novo", Origin.PLATFORM));
        chat.send(edit("c3", "g", ana, OF_BEN, "censurado", Origin.PLATFORM));
        chat.send(delete("c4", "g", "user_ben", OF_BEN));

        assertThat(refusals()).containsExactly(RejectionCode.FORBIDDEN);
        assertThat(chat.outbound(Channel.WHATSAPP)).isEmpty();
        assertThat(chat.outbound(Channel.TELEGRAM)).hasSize(1);
    }

    @Test
    void nobodyBecomesAContactByAClientsWord() {
        chat.send(react("c1", "g", "whatsapp:+5511999998888", OF_BEN, Change.ADD, "👍", Origin.CLIENT));

        assertThat(refusals()).containsExactly(RejectionCode.RECIPIENT_INVALID);
    }

    private String lastType() {
        List<ConversationEvent> events = chat.events();
        return EventData.typeOf(events.get(events.size() - 1).data());
    }

    private List<RejectionCode> refusals() {
        return chat.rejections().stream().map(RejectedMessage::code).toList();
    }
}
