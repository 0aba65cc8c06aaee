package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.EventData.MessageDeleted;
import chat4all.topology.Sequencer.Decision;
import chat4all.topology.Sequencer.Decision.Happened;
import chat4all.topology.Sequencer.Decision.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Third step: gives every command that takes place the next seq of its conversation, without gap or reuse, and keeps
 * the outcome for {@link Deduplicate}. {@link Sequencer} decides; here the decision is made durable, all of it or, if
 * the transaction fails, none.
 */
final class Sequence implements FixedKeyProcessor<String, ConversationCommand, Verdict<ConversationEvent>> {
    /** Offset of the command in {@code messages}: lets the state be rebuilt from the log up to the exact record. */
    static final String SOURCE_OFFSET_HEADER = "source-offset";

    private final Retention retention;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, Verdict<ConversationEvent>> context;

    @SuppressWarnings("NullAway.Init")
    private SeenCommands seen;

    @SuppressWarnings("NullAway.Init")
    private DeletedMessages deleted;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, SeqState> places;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, ConversationMembers> memberships;

    private Sequence(Retention retention) {
        this.retention = retention;
    }

    static FixedKeyProcessorSupplier<String, ConversationCommand, Verdict<ConversationEvent>> with(StateStores stores) {
        return new WithStores<>(
                () -> new Sequence(stores.retention()),
                List.of(
                        stores.clientCommands(),
                        stores.platformCommands(),
                        stores.deletedMessages(),
                        stores.conversationSeq(),
                        stores.conversationMembers()));
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Verdict<ConversationEvent>> processorContext) {
        context = processorContext;
        seen = new SeenCommands(processorContext, retention);
        deleted = new DeletedMessages(processorContext, retention);
        places = processorContext.getStateStore(StateStores.CONVERSATION_SEQ);
        memberships = processorContext.getStateStore(StateStores.CONVERSATION_MEMBERS);
        FirstSegment.open(
                processorContext,
                StateStores.CLIENT_COMMANDS,
                StateStores.PLATFORM_COMMANDS,
                StateStores.DELETED_MESSAGES);
    }

    @Override
    public void process(FixedKeyRecord<String, ConversationCommand> record) {
        ConversationCommand command = record.value();
        SeqState last = places.get(command.conversationId());
        ConversationMembers members = memberships.get(command.conversationId());
        Decision decision = Sequencer.decide(
                last == null ? SeqState.NONE : last,
                members,
                seq -> deleted.has(command.conversationId(), seq, record.timestamp()),
                command,
                record.timestamp());
        Verdict<ConversationEvent> verdict = decision instanceof Happened happened
                ? keep(happened, members, command, record.timestamp())
                : refuse((Refused) decision, command, record.timestamp());
        context.forward(record.withHeaders(withSourceOffset(record.headers())).withValue(verdict));
    }

    private Verdict<ConversationEvent> keep(
            Happened happened,
            @Nullable ConversationMembers before,
            ConversationCommand command,
            long timestampMillis) {
        ConversationEvent event = happened.event();
        places.put(event.conversationId(), SeqState.of(event));
        if (!happened.members().equals(before)) {
            memberships.put(event.conversationId(), happened.members());
        }
        if (event.data() instanceof MessageDeleted gone) {
            deleted.add(event.conversationId(), gone.messageSeq(), event.actor(), timestampMillis);
        }
        seen.remember(command, new DedupEntry(command.fingerprint(), event.seq(), null), timestampMillis);
        return new Verdict.Passed<>(event);
    }

    private Verdict<ConversationEvent> refuse(Refused refused, ConversationCommand command, long timestampMillis) {
        seen.remember(command, new DedupEntry(command.fingerprint(), null, refused.code()), timestampMillis);
        return new Verdict.Refused<>(Refusal.of(command, refused.code(), refused.detail(), timestampMillis));
    }

    private Headers withSourceOffset(Headers headers) {
        RecordHeaders copy = new RecordHeaders(headers);
        context.recordMetadata()
                .ifPresent(source -> copy.add(
                        SOURCE_OFFSET_HEADER, Long.toString(source.offset()).getBytes(StandardCharsets.UTF_8)));
        return copy;
    }
}
