package chat4all.edge.identities;

import chat4all.edge.cassandra.IdentityTable;
import chat4all.edge.cassandra.IdentityTable.Change;
import chat4all.edge.cassandra.IdentityTable.Owner;
import chat4all.schemas.Identity;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The identities of users: each is one user's at most, and a user has {@value #MOST} at most. A call that was cut off
 * half-way leaves nothing that a repetition does not set right. What is remembered for sending is at most two seconds old.
 */
public final class Identities {
    static final int MOST = 10;

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int REMEMBERED = 50_000;

    private final IdentityTable table;
    private final Cache<String, List<Linked>> recent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();

    public Identities(IdentityTable table) {
        this.table = table;
    }

    /** An identity that is the user's, since when. */
    public record Linked(Identity identity, Instant since) {}

    /** What came of the wish to link. */
    sealed interface Linking {
        /** @param anew whether it was not the user's before */
        record Done(Linked linked, boolean anew) implements Linking {}

        /** It is somebody else's. */
        record Taken() implements Linking {}

        record TooMany() implements Linking {}
    }

    /** All that are the user's, each asked of its owner. */
    CompletableFuture<List<Linked>> of(String userId) {
        return table.list(userId).thenCompose(listed -> {
            var owned = listed.stream().map(identity -> owned(userId, identity)).toList();
            return CompletableFuture.allOf(owned.toArray(CompletableFuture<?>[]::new))
                    .thenApply(done -> owned.stream()
                            .flatMap(linked -> linked.join().stream())
                            .toList());
        });
    }

    /**
     * What became of an identity while it was the user's, the newest first: that it was linked and, by whomever, unlinked.
     * Of times when it was somebody else's nothing is told.
     */
    CompletableFuture<List<Change>> changes(String userId, Identity identity) {
        return table.changes(identity).thenApply(newestFirst -> {
            var told = new ArrayList<Change>();
            boolean theirs = false;
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                var change = newestFirst.get(i);
                boolean own = change.changedBy().equals(userId);
                if (own || (theirs && !change.isLink())) {
                    told.add(0, change);
                }
                theirs = own && change.isLink();
            }
            return told;
        });
    }

    /** As {@link #of}, or as it was a moment ago; that somebody has none is not remembered. */
    public CompletableFuture<List<Linked>> recent(String userId) {
        var known = recent.getIfPresent(userId);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return of(userId).thenApply(linked -> {
            if (!linked.isEmpty()) {
                recent.put(userId, linked);
            }
            return linked;
        });
    }

    CompletableFuture<Linking> link(String userId, Identity identity) {
        return table.owner(identity).thenCompose(owner -> {
            if (owner.isPresent()) {
                return decided(userId, identity, owner);
            }
            return of(userId)
                    .thenCompose(linked -> linked.size() >= MOST
                            ? CompletableFuture.completedFuture(new Linking.TooMany())
                            : take(userId, identity));
        });
    }

    /** False when it is not the user's. Struck from the list first: what is listed may be nobody's, never the reverse. */
    CompletableFuture<Boolean> unlink(String userId, Identity identity) {
        return table.strike(userId, identity)
                .thenCompose(listed -> table.giveUp(identity, userId))
                .thenApply(givenUp -> {
                    recent.invalidate(userId);
                    return givenUp;
                });
    }

    private CompletableFuture<Linking> take(String userId, Identity identity) {
        var owner = new Owner(userId, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return table.take(identity, owner)
                .thenCompose(taken -> taken
                        ? enlist(userId, identity, owner, true)
                                .thenCompose(done -> withinBounds(userId, identity, done))
                        : table.owner(identity).thenCompose(winner -> decided(userId, identity, winner)));
    }

    /** Whose it is already; nobody's means that it was somebody's a moment ago. */
    private CompletableFuture<Linking> decided(String userId, Identity identity, Optional<Owner> owner) {
        return owner.filter(known -> known.userId().equals(userId))
                .map(mine -> enlist(userId, identity, mine, false))
                .orElseGet(() -> CompletableFuture.completedFuture(new Linking.Taken()));
    }

    private CompletableFuture<Linking> enlist(String userId, Identity identity, Owner owner, boolean anew) {
        return table.enlist(userId, identity).thenApply(done -> {
            recent.invalidate(userId);
            return new Linking.Done(new Linked(identity, owner.linkedAt()), anew);
        });
    }

    /** Counted again afterwards: of many that were linked at once, those that are too many are given up. */
    private CompletableFuture<Linking> withinBounds(String userId, Identity identity, Linking done) {
        return of(userId)
                .thenCompose(linked -> linked.size() <= MOST
                        ? CompletableFuture.completedFuture(done)
                        : unlink(userId, identity).thenApply(undone -> new Linking.TooMany()));
    }

    private CompletableFuture<Optional<Linked>> owned(String userId, Identity identity) {
        return table.owner(identity)
                .thenApply(owner -> owner.filter(known -> known.userId().equals(userId))
                        .map(mine -> new Linked(identity, mine.linkedAt())));
    }
}
