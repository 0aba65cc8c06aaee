package chat4all.edge.history;

import chat4all.edge.async.Polling;
import chat4all.edge.cassandra.MessageTable;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.messages.RecentAccepts.Accept;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.Answer.Unavailable;
import chat4all.edge.topology.Answer.Unstored;
import chat4all.edge.topology.TopologyClient;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.Validation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds a message by its id for a caller who may see it: asks the topology, then Cassandra. To anybody else a message
 * does not exist.
 */
public final class MessageLookup {
    /** Another process may have accepted it a moment ago. */
    private static final Duration ELSEWHERE = Duration.ofMillis(100);

    private final TopologyClient topology;
    private final MessageTable stored;
    private final Memberships memberships;
    private final RecentAccepts recent;

    public MessageLookup(TopologyClient topology, MessageTable stored, Memberships memberships, RecentAccepts recent) {
        this.topology = topology;
        this.stored = stored;
        this.memberships = memberships;
        this.recent = recent;
    }

    /** Where a message was found. */
    public sealed interface Located {
        /** The topology has its status. */
        record Known(MessageStatus status) implements Located {}

        /** The topology has it no longer, or cannot be asked. */
        record Stored(String conversationId, long seq) implements Located {}

        /** This process accepted it, and nobody has decided yet. */
        record Pending(Accept accept) implements Located {}
    }

    /** A message that is only accepted so far is {@link Located.Pending}. */
    public CompletableFuture<Located> find(String messageId, String caller) {
        requireForm(messageId);
        var accepted = recent.find(messageId);
        var found = accepted.isPresent()
                ? once(messageId).thenApply(known -> known.or(() -> accepted.map(Located.Pending::new)))
                : Polling.twice(ELSEWHERE, () -> once(messageId));
        return found.thenCompose(located -> authorised(located, caller));
    }

    /** Waits, a second at most, for the place of a message that is only accepted so far; 503 when it has none then. */
    public CompletableFuture<Located> findPlaced(String messageId, String caller) {
        requireForm(messageId);
        var accepted = recent.find(messageId).isPresent();
        var found =
                accepted ? Polling.SOON.until(() -> once(messageId)) : Polling.twice(ELSEWHERE, () -> once(messageId));
        return found.thenCompose(located -> {
            if (located.isEmpty() && accepted) {
                throw Problems.unavailable("The message is accepted and not in its place yet.");
            }
            return authorised(located, caller);
        });
    }

    private CompletableFuture<Optional<Located>> once(String messageId) {
        return topology.status(messageId).thenCompose(answer -> {
            if (answer instanceof Found<MessageStatus> found && found.value().isKnown()) {
                return CompletableFuture.completedFuture(Optional.of(new Located.Known(found.value())));
            }
            return stored.place(messageId).thenApply(place -> {
                if (place.isEmpty()
                        && answer instanceof Unavailable
                        && recent.find(messageId).isEmpty()) {
                    throw Problems.unavailable("Whether there is such a message cannot be said now.");
                }
                return place.map(at -> new Located.Stored(at.conversationId(), at.seq()));
            });
        });
    }

    private CompletableFuture<Located> authorised(Optional<Located> found, String caller) {
        var located = found.orElseThrow(MessageLookup::notFound);
        if (located instanceof Located.Known known) {
            var status = known.status();
            // Its sender may ask even when not a member, which may be the very reason for a refusal.
            return status.senderId().equals(caller)
                    ? CompletableFuture.completedFuture(located)
                    : requireSight(status.conversationId(), status.seq(), caller, located);
        }
        if (located instanceof Located.Stored place) {
            return requireSight(place.conversationId(), place.seq(), caller, located);
        }
        if (((Located.Pending) located).accept().senderId().equals(caller)) {
            return CompletableFuture.completedFuture(located);
        }
        throw notFound();
    }

    private CompletableFuture<Located> requireSight(String conversationId, long seq, String caller, Located located) {
        return memberships
                .find(conversationId, membership -> membership.sees(caller, seq))
                .thenApply(answer -> {
                    if (answer instanceof Unavailable || answer instanceof Unstored) {
                        throw Problems.unavailable("Your membership of the conversation cannot be checked now.");
                    }
                    if (answer instanceof Found<Membership> found
                            && found.value().sees(caller, seq)) {
                        return located;
                    }
                    throw notFound();
                });
    }

    private static void requireForm(String messageId) {
        if (!Validation.CONVERSATION_ID.matcher(messageId).matches()) {
            throw notFound();
        }
    }

    private static RuntimeException notFound() {
        return Problems.notFound("message");
    }
}
