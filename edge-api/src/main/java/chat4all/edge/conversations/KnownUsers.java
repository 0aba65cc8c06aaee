package chat4all.edge.conversations;

import chat4all.edge.async.Outage;
import chat4all.edge.cassandra.UserTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells user ids that are nobody's. While the accounts cannot be read everybody counts as a user: an outage must not stop
 * what can go on.
 */
public final class KnownUsers {
    /** Leaves time for the append within the two seconds that a client waits. */
    private static final long PATIENCE_MILLIS = 500;

    private final UserTable users;

    public KnownUsers(UserTable users) {
        this.users = users;
    }

    /** Those that have no account, in the order given. */
    public CompletableFuture<List<String>> nobodies(List<String> userIds) {
        var checks = userIds.stream().map(this::isUser).toList();
        return CompletableFuture.allOf(checks.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    var nobodies = new ArrayList<String>();
                    for (int i = 0; i < checks.size(); i++) {
                        if (!checks.get(i).join()) {
                            nobodies.add(userIds.get(i));
                        }
                    }
                    return nobodies;
                });
    }

    private CompletableFuture<Boolean> isUser(String userId) {
        return users.exists(userId)
                .completeOnTimeout(true, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    if (failure instanceof Outage || failure.getCause() instanceof Outage) {
                        return true;
                    }
                    throw new IllegalStateException(failure);
                });
    }
}
