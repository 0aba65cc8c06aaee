package chat4all.push.socket;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last message of a conversation when its notification was lost and none follows: reads, for every connected
 * user, up to where its conversations are stored. A round begins five seconds after the one before, or when that has
 * ended, one user at a time on each of a few lanes: many users make the rounds longer, not the load greater.
 */
final class HeadWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int LANES = 4;

    private final Services services;
    private final Supplier<Set<String>> users;
    private final BiConsumer<String, Map<String, Long>> compare;
    private volatile boolean closed;

    HeadWatch(Services services, Supplier<Set<String>> users, BiConsumer<String, Map<String, Long>> compare) {
        this.services = services;
        this.users = users;
        this.compare = compare;
    }

    void start() {
        services.turns().later(EVERY, this::round);
    }

    /** The newest seqs of a user's conversations, as they are stored; fails while the store is away. */
    CompletionStage<Map<String, Long>> of(String userId) {
        var read = new CompletableFuture<Map<String, Long>>();
        services.turns().take(() -> services.history()
                .heads(userId, services.limits().rememberedConversations())
                .whenComplete((heads, failed) -> {
                    if (failed == null) {
                        services.turns().soon(() -> read.complete(heads));
                    } else {
                        read.completeExceptionally(failed);
                    }
                }));
        return read;
    }

    /** Compares one user's, out of turn. */
    @SuppressWarnings("FutureReturnValueIgnored") // the next round looks again
    void look(String userId) {
        of(userId).thenAccept(heads -> compare.accept(userId, heads));
    }

    private void round() {
        if (closed) {
            return;
        }
        long began = System.nanoTime();
        var left = users.get().iterator();
        var lanes = new CompletableFuture<?>[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = lane(left);
        }
        CompletableFuture.allOf(lanes).whenComplete((done, failed) -> {
            var rest = EVERY.minusNanos(System.nanoTime() - began);
            services.turns().later(rest.isNegative() ? Duration.ZERO : rest, this::round);
        });
    }

    private CompletableFuture<?> lane(Iterator<String> left) {
        var userId = next(left);
        return userId == null || closed
                ? CompletableFuture.completedFuture(null)
                : of(userId)
                        .thenAccept(heads -> compare.accept(userId, heads))
                        .exceptionally(away -> null)
                        .thenComposeAsync(done -> lane(left), services.turns()::soon)
                        .toCompletableFuture();
    }

    private static @Nullable String next(Iterator<String> left) {
        synchronized (left) {
            return left.hasNext() ? left.next() : null;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
