package chat4all.edge.conversations;

import chat4all.edge.async.Outage;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.Answer.Unavailable;
import chat4all.edge.topology.Answer.Unstored;
import chat4all.edge.topology.TopologyClient;
import chat4all.schemas.ConversationView;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * Membership as the topology has it, or as Cassandra has it while the topology cannot answer. Answers are kept for at
 * most two seconds and only to say yes: nobody is turned away for what is no longer true. Only the topology can say that
 * there is no such conversation.
 */
public final class Memberships {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int REMEMBERED = 50_000;

    private final TopologyClient topology;
    private final MemberTable stored;
    private final Cache<String, Membership> recent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();

    public Memberships(TopologyClient topology, MemberTable stored) {
        this.topology = topology;
        this.stored = stored;
    }

    /** What is remembered, when that says yes; else the answer of this moment. */
    public CompletableFuture<Answer<Membership>> find(String conversationId, Predicate<Membership> yes) {
        var known = recent.getIfPresent(conversationId);
        if (known != null && yes.test(known)) {
            return CompletableFuture.completedFuture(new Found<>(known));
        }
        return fresh(conversationId);
    }

    /** The answer of this moment. */
    public CompletableFuture<Answer<Membership>> fresh(String conversationId) {
        return topology.conversation(conversationId).thenCompose(answer -> read(conversationId, answer));
    }

    /** What is remembered of a conversation is no longer true. */
    public void forget(String conversationId) {
        recent.invalidate(conversationId);
    }

    private CompletableFuture<Answer<Membership>> read(String conversationId, Answer<ConversationView> answer) {
        if (answer instanceof Found<ConversationView> found) {
            return CompletableFuture.completedFuture(remembered(conversationId, Membership.of(found.value())));
        }
        if (answer instanceof Absent) {
            return CompletableFuture.completedFuture(new Absent<>());
        }
        return stored.of(conversationId)
                .thenApply(visible -> visible.isEmpty()
                        ? new Unstored<Membership>()
                        : remembered(conversationId, new Membership(visible, Optional.empty())))
                .exceptionally(Memberships::unavailable);
    }

    private Answer<Membership> remembered(String conversationId, Membership membership) {
        recent.put(conversationId, membership);
        return new Found<>(membership);
    }

    private static Answer<Membership> unavailable(Throwable failure) {
        if (failure instanceof Outage || failure.getCause() instanceof Outage) {
            return new Unavailable<>();
        }
        throw new CompletionException(failure);
    }
}
