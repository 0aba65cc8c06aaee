package chat4all.topology;

import static chat4all.topology.Commands.create;
import static chat4all.topology.Commands.send;
import static chat4all.topology.TopologyFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.EventData.ConversationCreated;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatTopologyTest {
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

    /** After a change on purpose: copy target/describe.txt over the golden file, and mind that store names are data. */
    @Test
    void keepsItsShape() throws IOException {
        String shape = TopologyFixture.topology(stateDir).describe().toString();
        Files.writeString(Path.of("target/describe.txt"), shape);

        assertThat(shape).isEqualTo(Files.readString(Path.of("src/test/resources/chat4all/topology/describe.txt")));
    }

    @Test
    void theFirstMessageOpensTheConversationWithSenderAndRecipientsAsMembers() {
        chat.send(send("m1", "c1", "user_a", "user_b", "whatsapp:+5511999998888"));

        ConversationEvent event = chat.events().get(0);
        assertThat(event.seq()).isEqualTo(1);
        assertThat(event.ordinal()).isEqualTo(1);
        assertThat(event.at()).isEqualTo(START);
        assertThat(event.audience()).containsExactly("user_a", "user_b");
        MessageCreated message = (MessageCreated) event.data();
        assertThat(message.recipients()).containsExactly("user_b", "whatsapp:+5511999998888");
        assertThat(message.opens()).isNotNull();
    }

    @Test
    void everyEventGetsTheNextSeqAndOnlyMessagesAdvanceTheOrdinal() {
        chat.send(create("x1", "c1", "user_a", "user_b"));
        chat.send(send("m1", "c1", "user_a"));
        chat.send(send("m2", "c1", "user_b"));

        List<ConversationEvent> events = chat.events();
        assertThat(events).extracting(ConversationEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(events).extracting(ConversationEvent::ordinal).containsExactly(0L, 1L, 2L);
        assertThat(events.get(0).data())
                .isInstanceOfSatisfying(ConversationCreated.class, created -> assertThat(created.kind())
                        .isEqualTo(ConversationKind.GROUP));
        assertThat(events).extracting(ConversationEvent::at).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void conversationsAreNumberedIndependently() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("m1", "c2", "user_a", "user_b"));

        assertThat(chat.events()).extracting(ConversationEvent::seq).containsExactly(1L, 1L);
    }

    @Test
    void timeWithinAConversationOnlyMovesForward() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.at(START.minusSeconds(60));
        chat.send(send("m2", "c1", "user_a"));

        assertThat(chat.events().get(1).at()).isEqualTo(START.plusNanos(16_000));
    }

    @Test
    void dropsARepetitionAndRecordsIt() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("m1", "c1", "user_a", "user_b"));

        assertThat(chat.events()).hasSize(1);
        RejectedMessage dropped = chat.rejections().get(0);
        assertThat(dropped.code()).isEqualTo(RejectionCode.DUPLICATE);
        assertThat(dropped.command()).isNull();
        assertThat(dropped.detail()).isEqualTo("first accepted as seq 1");
        assertThat(chat.statuses()).hasSize(1);
    }

    @Test
    void refusesAnotherPayloadUnderAUsedIdAndLeavesTheFirstUntouched() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("m1", "c1", "user_a", "outra coisa", Origin.CLIENT, "user_b"));

        assertThat(chat.events()).hasSize(1);
        assertThat(chat.rejections())
                .extracting(RejectedMessage::code)
                .containsExactly(RejectionCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(chat.statuses()).extracting(MessageStatus::status).containsExactly(DeliveryStatus.SENT);
    }

    @Test
    void forgetsAClientsIdAfterADayAndAPlatformsAfterEight() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("w1", "c1", "whatsapp:+5511999998888", "oi", Origin.PLATFORM));

        chat.at(START.plus(Duration.ofDays(1)).plusMillis(1));
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("w1", "c1", "whatsapp:+5511999998888", "oi", Origin.PLATFORM));

        assertThat(chat.messages()).extracting(MessageCreated::messageId).containsExactly("m1", "w1", "m1");
        assertThat(chat.rejections()).extracting(RejectedMessage::messageId).containsExactly("w1");
    }

    @Test
    void aPlatformsRepetitionIsKnownForEightDays() {
        chat.send(send("w1", "c1", "whatsapp:+5511999998888", "oi", Origin.PLATFORM, "user_a"));

        chat.at(START.plus(Duration.ofHours(25)));
        chat.send(send("w1", "c1", "whatsapp:+5511999998888", "oi", Origin.PLATFORM, "user_a"));
        assertThat(chat.messages()).hasSize(1);
        assertThat(chat.rejections()).extracting(RejectedMessage::code).containsExactly(RejectionCode.DUPLICATE);

        chat.at(START.plus(Duration.ofDays(9)));
        chat.send(send("w1", "c1", "whatsapp:+5511999998888", "oi", Origin.PLATFORM, "user_a"));
        assertThat(chat.messages()).hasSize(1);
        assertThat(chat.rejections()).isEmpty();
    }

    @Test
    void strangersAreKeptOutAndTheSenderLearnsWhy() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("m2", "c1", "user_x", "user_a"));

        assertThat(chat.rejections()).extracting(RejectedMessage::code).containsExactly(RejectionCode.NOT_A_MEMBER);
        MessageStatus status = chat.statuses().get(1);
        assertThat(status.messageId()).isEqualTo("m2");
        assertThat(status.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(status.error()).isNotNull();
    }

    @Test
    void onlyTheOpeningMessageAddsMembers() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("m2", "c1", "user_a", "user_c"));

        assertThat(chat.rejections())
                .extracting(RejectedMessage::code)
                .containsExactly(RejectionCode.RECIPIENT_NOT_MEMBER);
    }

    @Test
    void reservedIdsAreNotOpenedByAClientsMessage() {
        chat.send(send("m1", "group_1", "user_a", "user_b"));

        assertThat(chat.rejections())
                .extracting(RejectedMessage::code)
                .containsExactly(RejectionCode.CONVERSATION_UNKNOWN);
    }

    @Test
    void aConversationIsCreatedOnce() {
        chat.send(create("x1", "group_1", "user_a", "user_b"));
        chat.send(create("x2", "group_1", "user_c", "user_b"));

        assertThat(chat.events()).hasSize(1);
        assertThat(chat.rejections())
                .extracting(RejectedMessage::code)
                .containsExactly(RejectionCode.CONVERSATION_EXISTS);
    }

    @Test
    void aConversationHasAtMost256Members() {
        String[] many = IntStream.range(0, 256).mapToObj(i -> "user_" + i).toArray(String[]::new);
        chat.send(send("m1", "c1", "user_a", many));

        assertThat(chat.rejections()).extracting(RejectedMessage::code).containsExactly(RejectionCode.TOO_MANY_MEMBERS);
    }

    @Test
    void refusesACommandThatBreaksTheRulesOrLiesInAForeignPartition() {
        chat.send(send("m1", "c1", "user_a", "", Origin.CLIENT, "user_b"));
        chat.send(send("m2", "c1", "user_a", "nowhere:1"));
        chat.pipe(Topics.MESSAGES, "c9", send("m3", "c1", "user_a", "user_b"));

        assertThat(chat.events()).isEmpty();
        assertThat(chat.rejections())
                .extracting(RejectedMessage::code)
                .containsExactly(RejectionCode.VALIDATION, RejectionCode.RECIPIENT_INVALID, RejectionCode.VALIDATION);
    }

    @Test
    void poisonGoesToTheDeadLettersWithItsCauseAndNothingStops() {
        byte[] poison = "{\"type\":\"send\"".getBytes(StandardCharsets.UTF_8);
        byte[] key = "c1".getBytes(StandardCharsets.UTF_8);

        try (TopologyFixture plain = TopologyFixture.withoutTransactions(stateDir.resolve("plain"))) {
            plain.pipeBytes(Topics.MESSAGES, key, poison);
            plain.send(send("m1", "c1", "user_a", "user_b"));

            TestRecord<byte[], byte[]> letter = plain.deadLetters().get(0);
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(letter.headers().lastHeader("__streams.errors.exception"))
                    .isNotNull();
            assertThat(plain.events()).hasSize(1);
        }
    }

    @Test
    void aTombstoneIsNoCommand() {
        byte[] key = "c1".getBytes(StandardCharsets.UTF_8);

        chat.pipeBytes(Topics.MESSAGES, key, null);
        chat.pipeBytes(Topics.STATUS_UPDATES, key, null);
        chat.send(send("m1", "c1", "user_a", "user_b"));

        assertThat(chat.events()).hasSize(1);
    }

    @Test
    void aProducerThatPassedByTheEdgeCannotSpeakAsNobody() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("m2", "c1", "whatsapp:+5511999998888", "user_a"));

        assertThat(chat.rejections()).extracting(RejectedMessage::code).containsExactly(RejectionCode.VALIDATION);
    }

    @Test
    void everyExternalRecipientGetsAMessageOnItsChannelInOrder() {
        chat.send(send("m1", "c1", "user_a", "whatsapp:+5511999998888", "telegram:42", "user_b", "instagram:@ana"));
        chat.send(send("m2", "c1", "user_a", "whatsapp:+5511999998888"));

        assertThat(chat.outbound(Channel.WHATSAPP))
                .extracting(OutboundMessage::seq)
                .containsExactly(1L, 2L);
        assertThat(chat.outbound(Channel.TELEGRAM))
                .extracting(OutboundMessage::recipientId)
                .containsExactly("telegram:42");
        assertThat(chat.outbound(Channel.INSTAGRAM))
                .extracting(OutboundMessage::recipientId)
                .containsExactly("instagram:@ana");
    }

    @Test
    void aMessageWithoutRecipientsGoesToAllOtherMembers() {
        chat.send(send("m1", "c1", "user_a", "user_b", "user_c"));
        chat.send(send("m2", "c1", "user_b"));

        assertThat(chat.messages().get(1).recipients()).containsExactly("user_a", "user_c");
    }

    @Test
    void aNoteToSelfIsDeliveredByBeingStored() {
        chat.send(send("m1", "c1", "user_a"));

        assertThat(chat.statuses()).extracting(MessageStatus::status).containsExactly(DeliveryStatus.DELIVERED);
    }

    @Test
    void manyMembersAreFollowedAsOne() {
        String[] nine = IntStream.range(0, 9).mapToObj(i -> "user_" + i).toArray(String[]::new);
        chat.send(send("m1", "c1", "user_a", nine));

        assertThat(chat.statuses().get(0).recipients())
                .extracting(MessageStatus.RecipientStatus::recipientId)
                .containsExactly("*");
    }
}
