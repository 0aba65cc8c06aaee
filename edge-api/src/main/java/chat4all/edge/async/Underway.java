package chat4all.edge.async;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Work that is done by one at a time for each key: whoever asks while it is underway gets its outcome. */
public final class Underway<T> {
    private final Map<String, CompletableFuture<T>> begun = new ConcurrentHashMap<>();

    public CompletableFuture<T> join(String key, Supplier<CompletableFuture<T>> work) {
        var mine = new CompletableFuture<T>();
        var already = begun.putIfAbsent(key, mine);
        if (already != null) {
            return already;
        }
        return work.get()
                .handle((value, failure) -> {
                    begun.remove(key);
                    return failure == null ? mine.complete(value) : mine.completeExceptionally(failure);
                })
                .thenCompose(ended -> mine);
    }
}
