package chat4all.topology;

import static chat4all.topology.Commands.send;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import chat4all.schemas.Validation;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {
    /** What a topic takes unless it says otherwise. */
    private static final int BROKER_TAKES = 1_048_588;

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
    void whatIsTooLargeToBeWrittenAgainIsRefusedWithoutItsBodyAndItsSenderTold() {
        chat.send(filledTo(Validation.MAX_COMMAND_BYTES + 1));

        RejectedMessage refused = chat.rejections().get(0);
        assertThat(refused.code()).isEqualTo(RejectionCode.PAYLOAD_TOO_LARGE);
        assertThat(refused.command()).isNull();
        assertThat(refused.detail()).contains("262145 bytes");
        assertThat(chat.statuses()).extracting(MessageStatus::status).containsExactly(DeliveryStatus.FAILED);
        assertThat(chat.events()).isEmpty();
    }

    @Test
    void headersCountAndDoNotComeThrough() {
        SendMessage command = send("m1", "c1", "user_a", "user_b");
        RecordHeaders headers = new RecordHeaders();
        headers.add("padding", new byte[Validation.MAX_COMMAND_BYTES]);

        chat.pipe(Topics.MESSAGES, "c1", command, headers);

        assertThat(chat.records(Topics.MESSAGES_REJECTED)).singleElement().satisfies(record -> {
            assertThat(record.value().code()).isEqualTo(RejectionCode.PAYLOAD_TOO_LARGE);
            assertThat(record.headers()).isEmpty();
        });
    }

    @Test
    void aRefusalThatQuotesTheLargestCommandStillFits() {
        SendMessage quoted = filledTo(Validation.MAX_COMMAND_BYTES);
        chat.send(quoted);

        RejectedMessage refused = chat.rejections().get(0);
        assertThat(refused.code()).isEqualTo(RejectionCode.RECIPIENT_INVALID);
        assertThat(refused.command()).isEqualTo(quoted);
        int refusal = Topics.MESSAGES_REJECTED.valueSerde().serializer().serialize("t", refused).length;
        assertThat(refusal).isBetween(2 * 250_000, 2 * Validation.MAX_COMMAND_BYTES + 16_384);
        assertThat(refusal).isLessThan(BROKER_TAKES);
    }

    @Test
    void halfASurrogatePairIsRefusedAndCanBeRecorded() {
        chat.send(send("m1", "c1", "user_a", "\ud83d", Origin.CLIENT, "user_b"));

        assertThat(chat.rejections()).extracting(RejectedMessage::code).containsExactly(RejectionCode.VALIDATION);
    }

    /** Names channels that nobody knows, in characters that are six bytes each in JSON, so that the refusal quotes them. */
    private static SendMessage filledTo(int bytes) {
        SendMessage empty = withChannelNames("", "");
        int room = bytes - size(empty);
        return withChannelNames("\u0001".repeat(room / 30), "x".repeat(room - room / 30 * 30));
    }

    private static SendMessage withChannelNames(String name, String more) {
        String[] recipients = IntStream.range(0, 5)
                .mapToObj(i -> i + name + (i == 0 ? more : "") + ":")
                .toArray(String[]::new);
        return send("m1", "c1", "user_a", recipients);
    }

    private static int size(SendMessage command) {
        return Topics.MESSAGES.valueSerde().serializer().serialize("t", command).length;
    }
}
