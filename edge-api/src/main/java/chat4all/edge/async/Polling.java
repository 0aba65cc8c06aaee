package chat4all.edge.async;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks again and again until there is an answer or the time is over, holding no thread in between. The pause grows by
 * half each time, from {@code first} to {@code slowest}.
 */
public record Polling(Duration limit, Duration first, Duration slowest) {
    /** For what is expected within milliseconds: a record on its way through the topology or a sink. */
    public static final Polling SOON = new Polling(Duration.ofSeconds(1), Duration.ofMillis(5), Duration.ofMillis(50));

    /** Empty when the time is over; fails as soon as an attempt fails. */
    public <T> CompletableFuture<Optional<T>> until(Supplier<CompletableFuture<Optional<T>>> attempt) {
        return next(attempt, System.nanoTime() + limit.toNanos(), first.toNanos());
    }

    private <T> CompletableFuture<Optional<T>> next(
            Supplier<CompletableFuture<Optional<T>>> attempt, long deadline, long pause) {
        return begin(attempt).thenCompose(answer -> {
            long left = deadline - System.nanoTime();
            if (answer.isPresent() || left <= 0) {
                return CompletableFuture.completedFuture(answer);
            }
            long longer = Math.min(pause + pause / 2, slowest.toNanos());
            return after(Math.min(pause, left)).thenCompose(now -> next(attempt, deadline, longer));
        });
    }

    /** One more attempt after a pause, when the first found nothing. */
    public static <T> CompletableFuture<Optional<T>> twice(
            Duration pause, Supplier<CompletableFuture<Optional<T>>> attempt) {
        return begin(attempt)
                .thenCompose(answer -> answer.isPresent()
                        ? CompletableFuture.completedFuture(answer)
                        : after(pause.toNanos()).thenCompose(now -> begin(attempt)));
    }

    /** An attempt that throws has failed like any other, so that what is to follow it is not forgotten. */
    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> attempt) {
        try {
            return attempt.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<Void> after(long nanos) {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS));
    }
}
