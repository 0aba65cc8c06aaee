package chat4all.connectors.inbound;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is to be done for one contact one after the other, and for different contacts side by side. What fails is
 * done again after a pause, however long the outage behind it lasts, before the next of that contact.
 */
final class Turns implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "inbound");
        thread.setDaemon(true);
        return thread;
    });
    private final ConcurrentHashMap<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Completes when the work has succeeded. */
    CompletableFuture<Void> next(String whose, Supplier<CompletableFuture<Void>> work) {
        var done = new CompletableFuture<Void>();
        CompletableFuture<Void> before = last.put(whose, done);
        if (before == null) {
            run(whose, work, done);
        } else {
            after(before, () -> run(whose, work, done));
        }
        return done;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // tells by the future it is given
    private static void after(CompletableFuture<Void> before, Runnable next) {
        before.whenComplete((done, failure) -> next.run());
    }

    private void run(String whose, Supplier<CompletableFuture<Void>> work, CompletableFuture<Void> done) {
        execute(threads, () -> attempt(whose, work, done), done);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // tells by the future it is given
    private void attempt(String whose, Supplier<CompletableFuture<Void>> work, CompletableFuture<Void> done) {
        started(work).whenComplete((success, failure) -> {
            if (failure == null) {
                last.remove(whose, done);
                done.complete(null);
            } else {
                log.warn("what came from {} waits: {}", whose, failure.toString());
                Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, threads);
                execute(later, () -> attempt(whose, work, done), done);
            }
        });
    }

    private static CompletableFuture<Void> started(Supplier<CompletableFuture<Void>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void execute(Executor executor, Runnable task, CompletableFuture<Void> done) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closing) {
            done.completeExceptionally(closing);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
