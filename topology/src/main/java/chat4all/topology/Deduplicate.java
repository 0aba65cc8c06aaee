package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.RejectionCode;
import java.util.List;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Second step: lets a command pass once. A repetition within its window is dropped and recorded; the same id with
 * another payload is refused and leaves the first one as it is. The entry is written by {@link Sequence}, which knows
 * the outcome; both run in one task and one transaction.
 */
final class Deduplicate implements FixedKeyProcessor<String, ConversationCommand, Verdict<ConversationCommand>> {
    private final Retention retention;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, Verdict<ConversationCommand>> context;

    @SuppressWarnings("NullAway.Init")
    private SeenCommands seen;

    private Deduplicate(Retention retention) {
        this.retention = retention;
    }

    static FixedKeyProcessorSupplier<String, ConversationCommand, Verdict<ConversationCommand>> with(
            StateStores stores) {
        return new WithStores<>(
                () -> new Deduplicate(stores.retention()), List.of(stores.clientCommands(), stores.platformCommands()));
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Verdict<ConversationCommand>> processorContext) {
        context = processorContext;
        seen = new SeenCommands(processorContext, retention);
    }

    @Override
    public void process(FixedKeyRecord<String, ConversationCommand> record) {
        DedupEntry earlier = seen.find(record.value(), record.timestamp());
        context.forward(record.withValue(judge(record.value(), earlier, record.timestamp())));
    }

    static Verdict<ConversationCommand> judge(
            ConversationCommand command, @Nullable DedupEntry earlier, long timestampMillis) {
        if (earlier == null) {
            return new Verdict.Passed<>(command);
        }
        boolean same = earlier.fingerprint().equals(command.fingerprint());
        return new Verdict.Refused<>(Refusal.of(
                command,
                same ? RejectionCode.DUPLICATE : RejectionCode.IDEMPOTENCY_KEY_REUSED,
                same ? "first " + earlier.outcome() : "another payload under this id was " + earlier.outcome(),
                timestampMillis));
    }
}
