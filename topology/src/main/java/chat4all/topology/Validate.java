package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topics;
import chat4all.schemas.Validation;
import chat4all.schemas.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * First step: the rules of {@link Validation}, for producers that did not come through the edge. What is too large to
 * be written again, as an event or as a refusal, is stopped here, before anything is stored: behind the sequencer it
 * would fail the task, and fail it again after each restart.
 */
final class Validate implements FixedKeyProcessor<String, ConversationCommand, Verdict<ConversationCommand>> {
    private static final int MOST_NAMED = 5;

    private final Serializer<ConversationCommand> serializer =
            Topics.MESSAGES.valueSerde().serializer();

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, Verdict<ConversationCommand>> context;

    @Override
    public void init(FixedKeyProcessorContext<String, Verdict<ConversationCommand>> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(FixedKeyRecord<String, ConversationCommand> record) {
        ConversationCommand command = record.value();
        int bytes = serializer.serialize(Topics.MESSAGES.name(), command).length + bytes(record.headers());
        if (bytes > Validation.MAX_COMMAND_BYTES) {
            String detail = bytes + " bytes; at most " + Validation.MAX_COMMAND_BYTES + " are allowed";
            context.forward(record.withHeaders(new RecordHeaders())
                    .withValue(refused(command, RejectionCode.PAYLOAD_TOO_LARGE, detail, record.timestamp())));
        } else {
            context.forward(record.withValue(check(record.key(), command, record.timestamp())));
        }
    }

    private static Verdict<ConversationCommand> check(
            @Nullable String key, ConversationCommand command, long timestampMillis) {
        if (!command.conversationId().equals(key)) {
            String detail = "the record's key is not the conversation_id";
            return refused(command, RejectionCode.VALIDATION, detail, timestampMillis);
        }
        List<Violation> violations = Validation.check(command);
        if (violations.isEmpty()) {
            return new Verdict.Passed<>(command);
        }
        boolean recipientsOnly = violations.stream().allMatch(Violation::concernsRecipient);
        RejectionCode code = recipientsOnly ? RejectionCode.RECIPIENT_INVALID : RejectionCode.VALIDATION;
        String detail = violations.stream()
                .limit(MOST_NAMED)
                .map(violation -> violation.pointer() + " " + violation.detail())
                .collect(Collectors.joining("; "));
        return refused(command, code, detail, timestampMillis);
    }

    private static Verdict<ConversationCommand> refused(
            ConversationCommand command, RejectionCode code, String detail, long timestampMillis) {
        return new Verdict.Refused<>(Refusal.of(command, code, detail, timestampMillis));
    }

    private static int bytes(Headers headers) {
        int bytes = 0;
        for (Header header : headers) {
            bytes += header.key().getBytes(StandardCharsets.UTF_8).length;
            bytes += header.value() == null ? 0 : header.value().length;
        }
        return bytes;
    }
}
