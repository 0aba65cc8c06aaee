package chat4all.topology;

import chat4all.schemas.MessageStatus;
import chat4all.schemas.StatusUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the status of every message of the last {@link Retention#statuses()} and says each change once. An entry is
 * retired through a {@link HourIndex}; what is said later about a retired message is passed on as a state of its own
 * (revision 0, the one recipient it speaks of), for Cassandra to merge.
 */
final class FoldStatus implements FixedKeyProcessor<String, StatusUpdate, MessageStatus> {
    private final Duration retention;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, MessageStatus> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, MessageStatus> statuses;

    @SuppressWarnings("NullAway.Init")
    private HourIndex expiry;

    private FoldStatus(Retention retention) {
        this.retention = retention.statuses();
    }

    static FixedKeyProcessorSupplier<String, StatusUpdate, MessageStatus> with(StateStores stores) {
        return new WithStores<>(
                () -> new FoldStatus(stores.retention()), List.of(stores.messageStatus(), stores.statusExpiry()));
    }

    @Override
    public void init(FixedKeyProcessorContext<String, MessageStatus> processorContext) {
        context = processorContext;
        statuses = processorContext.getStateStore(StateStores.MESSAGE_STATUS);
        expiry = new HourIndex(processorContext.getStateStore(StateStores.STATUS_EXPIRY));
        processorContext.schedule(HourIndex.TICK, PunctuationType.STREAM_TIME, this::retire);
    }

    @Override
    public void process(FixedKeyRecord<String, StatusUpdate> record) {
        StatusUpdate update = record.value();
        MessageStatus state = statuses.get(update.messageId());
        boolean known = state != null && state.isKnown();
        if (!known && isRetired(update, context.currentStreamTimeMs())) {
            StatusMachine.late(update).forEach(late -> context.forward(record.withValue(late)));
            return;
        }
        List<MessageStatus> states = StatusMachine.advance(state, update);
        if (states.isEmpty()) {
            return;
        }
        if (state == null) {
            Instant messageAt = update.messageAt();
            expiry.add(messageAt == null ? Instant.ofEpochMilli(record.timestamp()) : messageAt, update.messageId());
        }
        statuses.put(update.messageId(), states.get(states.size() - 1));
        states.stream().filter(MessageStatus::isKnown).forEach(next -> context.forward(record.withValue(next)));
    }

    private boolean isRetired(StatusUpdate update, long nowMillis) {
        Instant messageAt = update.messageAt();
        return update.source() != StatusUpdate.Source.SEQUENCER
                && messageAt != null
                && messageAt.plus(retention).toEpochMilli() < nowMillis;
    }

    private void retire(long streamTimeMillis) {
        expiry.retire(Instant.ofEpochMilli(streamTimeMillis).minus(retention), statuses::delete);
    }
}
