package chat4all.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Asks for a commit when the {@link Pace} of its stream thread says so. Stands behind every topic the topology reads, and
 * forwards before it asks, so that all a record leads to in its task is in the commit. The only place that reads a clock;
 * it moves nothing but the commit.
 */
final class CommitPacer<V> implements FixedKeyProcessor<String, V, V> {
    private static final Duration TICK = Duration.ofMillis(Pace.SHORTEST_MILLIS);

    private final ThreadLocal<Pace> paces;

    @SuppressWarnings("NullAway.Init")
    private FixedKeyProcessorContext<String, V> context;

    @SuppressWarnings("NullAway.Init")
    private Pace pace;

    private CommitPacer(ThreadLocal<Pace> paces) {
        this.paces = paces;
    }

    /** Those given the same paces share one for each stream thread: a commit asked for by one task commits all of them. */
    static <V> FixedKeyProcessorSupplier<String, V, V> of(ThreadLocal<Pace> paces) {
        return () -> new CommitPacer<>(paces);
    }

    @Override
    public void init(FixedKeyProcessorContext<String, V> processorContext) {
        context = processorContext;
        pace = paces.get();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, at -> commitWhenDue());
    }

    @Override
    public void process(FixedKeyRecord<String, V> record) {
        context.forward(record);
        if (pace.processed(System.nanoTime(), context.currentSystemTimeMs() - record.timestamp())) {
            context.commit();
        }
    }

    private void commitWhenDue() {
        if (pace.isDue(System.nanoTime())) {
            context.commit();
        }
    }
}
