package chat4all.topology;

import static chat4all.topology.Commands.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat4all.schemas.Channel;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changelogs of a real Kafka are deleted under the topology. */
class LostStateTest {
    @TempDir
    Path stateDir;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String conversation = "c-" + id;
    private final Instances instances = new Instances();
    private Kafka kafka;

    @BeforeEach
    void twoMessagesAreInTheLogAndNothingRuns() {
        kafka = new Kafka();
        Instance before = instances.start(config("before"));
        say(1, "user_a");
        say(2, "user_b");
        kafka.send(Topics.CHANNEL_DISPATCHES, dispatch().key(), dispatch());
        kafka.send(send(message(1), conversation, "user_a", "outra coisa", Origin.CLIENT));
        kafka.send(send("refused-" + id, conversation, "user_x"));
        eventually(() -> {
            assertThat(refusals()).containsExactly(RejectionCode.IDEMPOTENCY_KEY_REUSED, RejectionCode.NOT_A_MEMBER);
            assertThat(before.status(message(1)).statusCode()).isEqualTo(200);
            assertThat(before.status(message(2)).statusCode()).isEqualTo(200);
        });
        before.stop();
        kafka.forgetMembers();
    }

    @AfterEach
    void close() {
        instances.close();
        kafka.forgetMembers();
        kafka.close();
    }

    @Test
    void isBuiltAgainFromTheTopicsWhenAskedAndOnlyThen() {
        Instant sentAt = log().get(0).at();

        kafka.deleteChangelogs(List.of(StateStores.CONVERSATION_MEMBERS));
        assertThatThrownBy(() -> TopologyApp.start(config("after"))).isInstanceOf(LostStateException.class);
        kafka.deleteChangelogs(StateStores.NAMES.stream()
                .filter(store -> !store.equals(StateStores.CONVERSATION_MEMBERS))
                .toList());
        assertThatThrownBy(() -> TopologyApp.start(config("after")))
                .isInstanceOf(LostStateException.class)
                .hasMessageContaining("--rebuild-state");

        Instance rebuilt = instances.start(config("after").rebuilding());
        assertThat(rebuilt.status(message(1)).statusCode()).isEqualTo(200);
        say(3, "user_a");
        say(1, "user_a");
        kafka.send(send("stranger-" + id, conversation, "user_x"));
        kafka.update(read(message(2), "user_a", sentAt));
        kafka.send(Topics.CHANNEL_RECEIPTS, receipt().key(), receipt());

        eventually(() -> {
            assertSeqsTo(3);
            assertThat(refusals())
                    .containsExactly(
                            RejectionCode.IDEMPOTENCY_KEY_REUSED,
                            RejectionCode.NOT_A_MEMBER,
                            RejectionCode.DUPLICATE,
                            RejectionCode.NOT_A_MEMBER);
            assertThat(kafka.values(Topics.MESSAGE_STATUS, message(2)))
                    .extracting(MessageStatus::status)
                    .containsExactly(DeliveryStatus.SENT, DeliveryStatus.READ);
            assertThat(kafka.values(Topics.STATUS_UPDATES, sentOutside()))
                    .extracting(StatusUpdate::status)
                    .containsExactly(DeliveryStatus.DISPATCHED, DeliveryStatus.DISPATCHED, DeliveryStatus.READ);
            assertThat(Instance.json(rebuilt.conversation(conversation))
                            .path("last_seq")
                            .longValue())
                    .isEqualTo(3);
        });
        rebuilt.stop();
        kafka.forgetMembers();

        instances.start(config("after"));
        say(4, "user_a");
        eventually(() -> assertSeqsTo(4));
    }

    @Test
    void isBuiltAgainAlsoWhenTheOffsetsAreGoneAndAnEarlierRebuildWasCutOff() {
        kafka.deleteChangelogs(StateStores.NAMES);
        kafka.deleteOffsets();
        kafka.createChangelog(StateStores.CONVERSATION_SEQ);
        kafka.abort(StateStores.CONVERSATION_SEQ, conversation);

        assertThatThrownBy(() -> TopologyApp.start(config("after"))).isInstanceOf(LostStateException.class);

        Instance rebuilt = instances.start(config("after").rebuilding());
        say(3, "user_b");
        say(2, "user_b");
        eventually(() -> {
            assertThat(refusals()).endsWith(RejectionCode.DUPLICATE);
            assertSeqsTo(3);
            assertThat(rebuilt.status(message(1)).statusCode()).isEqualTo(200);
        });
    }

    private TopologyConfig config(String directory) {
        return Instance.config(stateDir.resolve(directory), "one");
    }

    private String message(int n) {
        return "m" + n + "-" + id;
    }

    private void say(int n, String sender) {
        String other = sender.equals("user_a") ? "user_b" : "user_a";
        kafka.send(send(message(n), conversation, sender, other));
    }

    private List<ConversationEvent> log() {
        return kafka.values(Topics.CONVERSATION_LOG, conversation);
    }

    private void assertSeqsTo(long last) {
        assertThat(log())
                .extracting(ConversationEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
    }

    private List<RejectionCode> refusals() {
        return kafka.values(Topics.MESSAGES_REJECTED, conversation).stream()
                .map(RejectedMessage::code)
                .toList();
    }

    private String sentOutside() {
        return "outside-" + id;
    }

    private ChannelDispatch dispatch() {
        return new ChannelDispatch(
                Channel.WHATSAPP,
                "1065",
                null,
                "wamid." + id,
                null,
                sentOutside(),
                conversation,
                9,
                Instant.EPOCH,
                "user_a",
                "whatsapp:+5511999998888",
                1,
                Instant.EPOCH,
                null);
    }

    private ChannelReceipt receipt() {
        return new ChannelReceipt(
                Channel.WHATSAPP,
                "1065",
                null,
                "wamid." + id,
                null,
                DeliveryStatus.READ,
                false,
                Instant.EPOCH,
                null,
                null);
    }

    private StatusUpdate read(String message, String reader, Instant at) {
        return new StatusUpdate(
                message,
                conversation,
                2,
                "user_b",
                reader,
                DeliveryStatus.READ,
                1,
                at.plusSeconds(1),
                at,
                StatusUpdate.Source.READER,
                null,
                null,
                List.of());
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Instance.PATIENCE).untilAsserted(assertion);
    }
}
