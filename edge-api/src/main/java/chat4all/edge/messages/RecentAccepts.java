package chat4all.edge.messages;

import chat4all.edge.async.Polling;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.Answer.Unavailable;
import chat4all.edge.topology.TopologyClient;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What this process answered with 202 in the last ten seconds, so that who was told that a message is accepted can read
 * it at once: readers wait, at most a second, until the topology has given it its place or refused it.
 */
public final class RecentAccepts {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int REMEMBERED = 100_000;

    private final TopologyClient topology;
    private final Cache<String, Accept> byMessage = cache();
    private final Cache<String, Accept> newestOfConversation = cache();

    public RecentAccepts(TopologyClient topology) {
        this.topology = topology;
    }

    /** @param timestamp the broker's, epoch milliseconds */
    public record Accept(
            String messageId, String conversationId, String senderId, List<String> recipients, long timestamp) {}

    void add(Accept accept) {
        byMessage.put(accept.messageId(), accept);
        newestOfConversation.put(accept.conversationId(), accept);
    }

    public Optional<Accept> find(String messageId) {
        return Optional.ofNullable(byMessage.getIfPresent(messageId));
    }

    /** Completes with false when the conversation's newest message still has no place after a second. */
    public CompletableFuture<Boolean> settled(String conversationId) {
        var newest = newestOfConversation.getIfPresent(conversationId);
        if (newest == null) {
            return CompletableFuture.completedFuture(true);
        }
        return Polling.SOON.until(() -> place(newest)).thenApply(placed -> placed.orElse(false));
    }

    /** True when decided, false when nobody can say, empty while it is under way. */
    private CompletableFuture<Optional<Boolean>> place(Accept accept) {
        return topology.status(accept.messageId()).thenApply(answer -> {
            if (answer instanceof Found<MessageStatus> found && found.value().isKnown()) {
                newestOfConversation.asMap().remove(accept.conversationId(), accept);
                return Optional.of(true);
            }
            if (answer instanceof Unavailable) {
                return Optional.of(false);
            }
            return Optional.empty();
        });
    }

    /** Whether a status says that the topology refused the message: it failed without ever having a place. */
    public static boolean isRejected(MessageStatus status) {
        return status.status() == DeliveryStatus.FAILED && status.seq() <= 0;
    }

    private static Cache<String, Accept> cache() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(KEPT)
                .build();
    }
}
