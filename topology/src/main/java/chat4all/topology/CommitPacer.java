package chat4all.topology;

import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Asks for a commit when the {@link Pace} of its stream thread says so: a lone message is visible at once, a burst is
 * committed together. The only place that reads a clock; it moves nothing but the commit.
 */
final class CommitPacer<V> implements FixedKeyProcessor<String, V, V> {
    private final ThreadLocal<Pace> paces;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, V> context;

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    private CommitPacer(ThreadLocal<Pace> paces) {
        this.paces = paces;
    }

    /** One pace for each stream thread: a commit asked for by one of its tasks commits all of them. */
    static <V> FixedKeyProcessorSupplier<String, V, V> perThread() {
        ThreadLocal<Pace> paces = ThreadLocal.withInitial(Pace::new);
        return () -> new CommitPacer<>(paces);
    }

    @Override
    public void init(FixedKeyProcessorContext<String, V> processorContext) {
        context = processorContext;
        pace = paces.get();
    }

    @Override
    public void process(FixedKeyRecord<String, V> record) {
        context.forward(record);
        if (pace.isTime(System.nanoTime(), context.currentSystemTimeMs() - record.timestamp())) {
            context.commit();
        }
    }
}
