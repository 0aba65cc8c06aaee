package chat4all.bench;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Numbered messages, each expected on so many sockets: how long each arrival took from the time for which the message was
 * intended, and how long the last one. Microseconds. Thread-safe.
 */
final class Arrivals implements CrowdSocket.Heard {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final int recipients;
    private final ConcurrentMap<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Histogram each = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram last = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final LongAdder unexpected = new LongAdder();
    private final CountDownLatch missing;

    private record Waiting(long intended, AtomicInteger left) {}

    Arrivals(int messages, int recipients) {
        this.recipients = recipients;
        this.missing = new CountDownLatch(messages);
    }

    /** Must be said before the message is sent. */
    void expect(String content, long intendedNanos) {
        waiting.put(content, new Waiting(intendedNanos, new AtomicInteger(recipients)));
    }

    @Override
    public void message(CrowdSocket by, String content, long nanos) {
        var message = waiting.get(content);
        if (message == null) {
            unexpected.increment();
            return;
        }
        long micros = Math.max(0, Math.min(HIGHEST_MICROS, (nanos - message.intended) / 1_000));
        each.recordValue(micros);
        if (message.left.decrementAndGet() == 0) {
            last.recordValue(micros);
            waiting.remove(content);
            missing.countDown();
        }
    }

    /** False when something is still missing after so many seconds. */
    boolean awaitAll(int seconds) {
        try {
            return missing.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long missing() {
        return missing.getCount();
    }

    /** Of messages that nobody waits for: told twice, or to somebody else. */
    long unexpected() {
        return unexpected.sum();
    }

    Histogram each() {
        return each;
    }

    Histogram last() {
        return last;
    }
}
