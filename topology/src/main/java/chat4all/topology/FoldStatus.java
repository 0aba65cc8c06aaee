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
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the status of every message of the last {@link Retention#statuses()} and says each change once. An entry is
 * retired through an index by hour, a bounded number a tick (1,000/s in each partition); what is said later about a
 * retired message is passed on as a state of its own (revision 0, the one recipient it speaks of), for Cassandra to
 * merge. Time is that of the stream: the newest record seen.
 */
final class FoldStatus implements FixedKeyProcessor<String, StatusUpdate, MessageStatus> {
    static final Duration TICK = Duration.ofSeconds(1);
    static final int RETIRED_PER_TICK = 1_000;

    private final Duration retention;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, MessageStatus> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, MessageStatus> statuses;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, String> expiry;

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
        expiry = processorContext.getStateStore(StateStores.STATUS_EXPIRY);
        processorContext.schedule(TICK, PunctuationType.STREAM_TIME, this::retire);
    }

    @Override
    public void process(FixedKeyRecord<String, StatusUpdate> record) {
        StatusUpdate update = record.value();
        MessageStatus state = statuses.get(update.messageId());
        if (state == null && isRetired(update, context.currentStreamTimeMs())) {
            StatusMachine.late(update).forEach(late -> context.forward(record.withValue(late)));
            return;
        }
        List<MessageStatus> states = StatusMachine.advance(state, update);
        if (states.isEmpty()) {
            return;
        }
        if (state == null) {
            expiry.put(ExpiryKey.of(update.messageAt(), update.messageId()), update.messageId());
        }
        statuses.put(update.messageId(), states.get(states.size() - 1));
        states.stream().filter(MessageStatus::isKnown).forEach(next -> context.forward(record.withValue(next)));
    }

    private boolean isRetired(StatusUpdate update, long nowMillis) {
        return update.source() != StatusUpdate.Source.SEQUENCER
                && update.messageAt().plus(retention).toEpochMilli() < nowMillis;
    }

    private void retire(long streamTimeMillis) {
        String end = ExpiryKey.before(Instant.ofEpochMilli(streamTimeMillis).minus(retention));
        try (KeyValueIterator<String, String> due = expiry.range(ExpiryKey.FIRST, end)) {
            for (int i = 0; i < RETIRED_PER_TICK && due.hasNext(); i++) {
                var entry = due.next();
                statuses.delete(entry.value);
                expiry.delete(entry.key);
            }
        }
    }

    /** Keys of the index: the hour in eight digits, then the message, so that a range is a span of time. */
    static final class ExpiryKey {
        static final String FIRST = "0";

        private ExpiryKey() {}

        static String of(Instant messageAt, String messageId) {
            return before(messageAt) + messageId;
        }

        /** Sorts behind every hour before the one of {@code end}, and before all of that hour's messages. */
        static String before(Instant end) {
            return "%08d|"
                    .formatted(Math.max(
                            0, end.getEpochSecond() / Duration.ofHours(1).toSeconds()));
        }
    }
}
