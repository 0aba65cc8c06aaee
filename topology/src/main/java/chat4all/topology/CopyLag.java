package chat4all.topology;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How far the copies on this instance are behind, in offsets of their changelogs: one that has everything may still be a
 * few behind, for the marks of transactions count. Only the broker knows, so it is asked, by one thread and for at most
 * half a second: who does not hear of it by then, or finds too many waiting, gets no number.
 */
final class CopyLag implements AutoCloseable {
    private static final long WAIT_MILLIS = 500;
    private static final int WAITING = 64;

    private final Supplier<Map<String, Map<Integer, Long>>> lags;
    private final ThreadPoolExecutor asker =
            new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "copy-lag");
                thread.setDaemon(true);
                return thread;
            });

    /** @param lags by store and partition; may wait for the broker */
    CopyLag(Supplier<Map<String, Map<Integer, Long>>> lags) {
        this.lags = lags;
    }

    /** The copies of one partition of some stores, which are read together. */
    record Copy(Set<String> stores, int partition) {}

    /** Never fails; the lag of the copy that is furthest behind, empty when it is not known. */
    CompletableFuture<OptionalLong> of(Copy copy) {
        try {
            return CompletableFuture.supplyAsync(lags, asker)
                    .orTimeout(WAIT_MILLIS, TimeUnit.MILLISECONDS)
                    .thenApply(all -> furthest(all, copy))
                    .exceptionally(unknown -> OptionalLong.empty());
        } catch (RejectedExecutionException busy) {
            return CompletableFuture.completedFuture(OptionalLong.empty());
        }
    }

    private static OptionalLong furthest(Map<String, Map<Integer, Long>> all, Copy copy) {
        long furthest = 0;
        for (String store : copy.stores()) {
            Long lag = all.getOrDefault(store, Map.of()).get(copy.partition());
            if (lag == null) {
                return OptionalLong.empty();
            }
            furthest = Math.max(furthest, lag);
        }
        return OptionalLong.of(furthest);
    }

    @Override
    public void close() {
        asker.shutdownNow();
    }
}
