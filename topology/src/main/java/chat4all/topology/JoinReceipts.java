package chat4all.topology;

import chat4all.schemas.ChannelReport;
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
 * Keeps what is known of each platform's message for {@link Retention#dispatches()} from its first mention on, by the
 * time of the record and not of the platform's clock. {@link Receipts} decides. A receipt that comes later still is
 * parked in vain and forgotten in its turn.
 */
final class JoinReceipts implements FixedKeyProcessor<String, ChannelReport, Joined> {
    private final Duration retention;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, Joined> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, DispatchState> dispatches;

    @SuppressWarnings("NullAway.Init")
    private HourIndex expiry;

    private JoinReceipts(Retention retention) {
        this.retention = retention.dispatches();
    }

    static FixedKeyProcessorSupplier<String, ChannelReport, Joined> with(StateStores stores) {
        return new WithStores<>(
                () -> new JoinReceipts(stores.retention()),
                List.of(stores.channelDispatches(), stores.dispatchExpiry()));
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Joined> processorContext) {
        context = processorContext;
        dispatches = processorContext.getStateStore(StateStores.CHANNEL_DISPATCHES);
        expiry = new HourIndex(processorContext.getStateStore(StateStores.DISPATCH_EXPIRY));
        processorContext.schedule(HourIndex.TICK, PunctuationType.STREAM_TIME, this::retire);
    }

    @Override
    public void process(FixedKeyRecord<String, ChannelReport> record) {
        String key = record.value().key();
        DispatchState before = dispatches.get(key);
        Joined joined = Receipts.join(before == null ? DispatchState.NONE : before, record.value());
        if (before == null) {
            expiry.add(Instant.ofEpochMilli(record.timestamp()), key);
        }
        if (!joined.state().equals(before)) {
            dispatches.put(key, joined.state());
        }
        if (!joined.isSilent()) {
            context.forward(record.withValue(joined));
        }
    }

    private void retire(long streamTimeMillis) {
        expiry.retire(Instant.ofEpochMilli(streamTimeMillis).minus(retention), dispatches::delete);
    }
}
