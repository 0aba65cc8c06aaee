package chat4all.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One stretch of load with figures of its own, in microseconds from the intended time of sending. Thread-safe. */
final class Phase {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final int index;
    private final String name;
    private final boolean measured;
    private final Load.Asked asked;
    private final Histogram untilAccepted = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram untilPushed = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final long startedNanos = System.nanoTime();
    private final LongAccumulator lastAccepted = new LongAccumulator(Math::max, startedNanos);
    private final LongAccumulator lastPushed = new LongAccumulator(Math::max, startedNanos);
    private volatile long endedNanos = startedNanos;

    /** A phase that is not {@code measured} is part of the books, not of the table. */
    Phase(int index, String name, boolean measured, Load.Asked asked) {
        this.index = index;
        this.name = name;
        this.measured = measured;
        this.asked = asked;
    }

    void accepted(long intendedNanos) {
        long now = System.nanoTime();
        accepted.increment();
        lastAccepted.accumulate(now);
        record(untilAccepted, now - intendedNanos);
    }

    void pushed(long intendedNanos, long nowNanos) {
        lastPushed.accumulate(nowNanos);
        record(untilPushed, nowNanos - intendedNanos);
    }

    void retried() {
        retries.increment();
    }

    void failed() {
        failures.increment();
    }

    void ended() {
        endedNanos = System.nanoTime();
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    boolean measured() {
        return measured;
    }

    Histogram untilAccepted() {
        return untilAccepted;
    }

    Histogram untilPushed() {
        return untilPushed;
    }

    long accepted() {
        return accepted.sum();
    }

    long retries() {
        return retries.sum();
    }

    long failures() {
        return failures.sum();
    }

    /** Until the end of the load or, when that came later, the last 202: who answers late is not quick. */
    double seconds() {
        return (Math.max(endedNanos, lastAccepted.get()) - startedNanos) / 1e9;
    }

    double perSecond() {
        return seconds() == 0 ? 0 : accepted() / seconds();
    }

    /** Until the last had reached its recipient as well: what is only queued has not been carried. */
    double carriedPerSecond() {
        double seconds = Math.max(seconds(), (lastPushed.get() - startedNanos) / 1e9);
        return seconds == 0 ? 0 : accepted() / seconds;
    }

    /** In words, what was asked of an open loop and not carried; empty for a closed one, which asks nothing. */
    Optional<String> shortfall() {
        if (accepted() < asked.messages()) {
            return Optional.of("%s: %d of %d messages were accepted".formatted(name, accepted(), asked.messages()));
        }
        if (measured && carriedPerSecond() < asked.perSecond() * Load.KEPT) {
            return Optional.of(String.format(
                    Locale.ROOT, "%s: %.1f/s carried of %.1f/s asked", name, carriedPerSecond(), asked.perSecond()));
        }
        return Optional.empty();
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.max(0, Math.min(HIGHEST_MICROS, nanos / 1_000)));
    }
}
