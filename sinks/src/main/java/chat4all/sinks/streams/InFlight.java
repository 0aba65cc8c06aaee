package chat4all.sinks.streams;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work one stream thread has begun and not yet seen the end of. Beginning waits for room, so an outage downstream
 * stops the reading; once something has failed, both beginning and waiting throw, for ever. Begin and wait belong to
 * the stream thread, ends come from any.
 */
final class InFlight {
    /** How soon a waiting thread notices that it has been abandoned. */
    private static final long LOOK_UP_MILLIS = 100;

    private final int room;
    private final Duration patience;
    private final AtomicInteger total;
    private final BooleanSupplier abandoned;

    private int pending;
    private @Nullable Throwable failure;

    InFlight(int room, Duration patience, AtomicInteger total, BooleanSupplier abandoned) {
        this.room = room;
        this.patience = patience;
        this.total = total;
        this.abandoned = abandoned;
    }

    void begin(Supplier<? extends CompletionStage<?>> work) {
        enter();
        try {
            var unused = work.get().whenComplete((result, error) -> leave(error));
        } catch (RuntimeException e) {
            leave(e);
        }
    }

    /** Returns when everything begun has ended well. */
    synchronized void await() {
        waitUntil(() -> pending == 0);
    }

    private synchronized void enter() {
        waitUntil(() -> pending < room);
        pending++;
        total.incrementAndGet();
    }

    private synchronized void leave(@Nullable Throwable error) {
        pending--;
        total.decrementAndGet();
        if (error != null && failure == null) {
            failure = error;
        }
        notifyAll();
    }

    private void waitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!goesOn(condition, deadline)) {
                wait(LOOK_UP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnfinishedWorkException("interrupted before " + pending + " writes ended", e);
        }
    }

    private boolean goesOn(BooleanSupplier condition, long deadline) {
        if (failure != null) {
            throw new UnfinishedWorkException("a write failed for good", failure);
        }
        if (condition.getAsBoolean()) {
            return true;
        }
        if (abandoned.getAsBoolean()) {
            throw new UnfinishedWorkException(pending + " writes were abandoned by closing", null);
        }
        if (System.nanoTime() - deadline > 0) {
            throw new UnfinishedWorkException(pending + " writes took longer than " + patience, null);
        }
        return false;
    }
}
