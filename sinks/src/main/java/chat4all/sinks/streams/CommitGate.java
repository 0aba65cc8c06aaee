package chat4all.sinks.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets an application commit only what has been written: {@link #pass()} runs before each commit of offsets, writes
 * what was gathered and returns when nothing of the calling stream thread is in flight, or throws, and then there is no
 * commit. A replaced stream thread starts with nothing in flight; what its predecessor still retries is idempotent.
 */
public final class CommitGate {
    /** Room for a batch of the driver's 1,024 requests per connection, two requests an item, two applications. */
    public static final int ROOM = 256;

    /** Below half of {@code max.poll.interval.ms}, above the time after which a write is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(280);

    private final AtomicInteger total = new AtomicInteger();
    private final List<Runnable> steps = new CopyOnWriteArrayList<>();
    private final ThreadLocal<InFlight> inFlight;
    private volatile boolean abandoned;

    public CommitGate(String sink, int room, MeterRegistry registry) {
        this.inFlight = ThreadLocal.withInitial(() -> new InFlight(room, PATIENCE, total, this::isAbandoned));
        registry.gauge("sink_in_flight", List.of(Tag.of("sink", sink)), total);
    }

    /** Starts work whose end the next commit waits for; waits itself while there is no room. */
    public void begin(Supplier<? extends CompletionStage<?>> work) {
        inFlight.get().begin(work);
    }

    /** Adds a step that begins the writing of what was gathered since the last commit. */
    public void beforeCommit(Runnable step) {
        steps.add(step);
    }

    /** Called by a stream thread before it commits. */
    public void pass() {
        steps.forEach(Runnable::run);
        inFlight.get().await();
    }

    /** Makes whoever waits here stop waiting; nothing more is committed. */
    public void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }
}
