package chat4all.edge.async;

import chat4all.runtime.files.StoreUnavailableException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads for work that blocks, and a bounded number of waiting pieces. What finds no place, and what the object store
 * cannot do now, fails as an {@link Outage}. On {@link #close()} what waits is given up.
 */
public final class Workers implements AutoCloseable {
    private final String name;
    private final ThreadPoolExecutor threads;

    public Workers(String name, int count, int waiting) {
        this.name = name;
        var numbers = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    var thread = new Thread(task, name + "-" + numbers.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    public <T> CompletableFuture<T> run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> done(work), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new Outage(name + " has too much to do"));
        }
    }

    private static <T> T done(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreUnavailableException e) {
            throw new CompletionException(new Outage("the object store", e));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
