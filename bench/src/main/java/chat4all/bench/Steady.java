package chat4all.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** An open loop: message after message at the times fixed beforehand, whether or not those before were answered. */
final class Steady {
    private static final long FEW_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final double perSecond;
    private final int count;
    private final AtomicInteger refused = new AtomicInteger();

    Steady(double perSecond, int seconds) {
        this.perSecond = perSecond;
        this.count = (int) Math.round(perSecond * seconds);
    }

    /** Sends the message of this number, which was intended for this time. */
    interface Send {
        CompletableFuture<Answer> send(int number, long intendedNanos);
    }

    int count() {
        return count;
    }

    /** Returns when all have been answered. */
    void run(Send send) {
        long start = System.nanoTime();
        var answers = new CompletableFuture<?>[count];
        for (int number = 0; number < count; number++) {
            long intended = start + (long) (number * 1e9 / perSecond);
            awaitTime(intended);
            answers[number] = send.send(number, intended).handle((answer, failed) -> {
                if (failed != null || answer.status() != 202) {
                    refused.incrementAndGet();
                }
                return null;
            });
        }
        CompletableFuture.allOf(answers).join();
    }

    /** How many were not accepted; they are not tried again. */
    int refused() {
        return refused.get();
    }

    private static void awaitTime(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.max(left, FEW_NANOS));
        }
    }
}
