package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.Channel;
import chat4all.schemas.Identity;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Whose a person's addresses on the platforms are. An identity has one owner at a time: it is taken and given up by
 * conditional batches, each with the record of its change in it. The list of a user's identities says where to look, not
 * whose they are.
 */
public final class IdentityTable {
    private static final String OWNER =
            "SELECT DISTINCT platform, value, user_id, linked_at FROM identities WHERE platform = ? AND value = ?";
    private static final String TAKE = """
            BEGIN BATCH
              UPDATE identities SET user_id = ?, linked_at = ? WHERE platform = ? AND value = ? IF user_id = null;
              INSERT INTO identities (platform, value, change_id, change, changed_by)
                VALUES (?, ?, now(), 'linked', ?);
            APPLY BATCH""";
    private static final String GIVE_UP = """
            BEGIN BATCH
              UPDATE identities SET user_id = null, linked_at = null WHERE platform = ? AND value = ? IF user_id = ?;
              INSERT INTO identities (platform, value, change_id, change, changed_by)
                VALUES (?, ?, now(), 'unlinked', ?);
            APPLY BATCH""";
    /** Of an identity that changed more often only the newest changes are told. */
    private static final int MOST_CHANGES = 200;

    private static final String CHANGES = "SELECT toTimestamp(change_id) AS at, change, changed_by FROM identities"
            + " WHERE platform = ? AND value = ? ORDER BY change_id DESC LIMIT " + MOST_CHANGES;
    private static final String LIST = "SELECT platform, value FROM identities_by_user WHERE user_id = ? LIMIT 100";
    private static final String ENLIST =
            "INSERT INTO identities_by_user (user_id, platform, value) VALUES (?, ?, ?) IF NOT EXISTS";
    private static final String STRIKE =
            "DELETE FROM identities_by_user WHERE user_id = ? AND platform = ? AND value = ? IF EXISTS";

    private final CassandraLink cassandra;

    public IdentityTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    public record Owner(String userId, Instant linkedAt) {}

    /** It was {@code linked} or {@code unlinked}, by whom and when. */
    public record Change(String change, String changedBy, Instant at) {
        public boolean isLink() {
            return change.equals("linked");
        }
    }

    /** Empty while the identity is nobody's. */
    public CompletableFuture<Optional<Owner>> owner(Identity identity) {
        return cassandra
                .read(OWNER, identity.platform().prefix(), identity.value())
                .thenApply(rows -> rows.stream()
                        .filter(row -> !row.isNull("user_id"))
                        .map(row -> new Owner(
                                requireNonNull(row.getString("user_id")), requireNonNull(row.getInstant("linked_at"))))
                        .findFirst());
    }

    /** False when the identity is somebody's already. */
    public CompletableFuture<Boolean> take(Identity identity, Owner owner) {
        var platform = identity.platform().prefix();
        var value = identity.value();
        return cassandra.writeIf(
                TAKE, owner.userId(), owner.linkedAt(), platform, value, platform, value, owner.userId());
    }

    /** False when the identity is not the user's. */
    public CompletableFuture<Boolean> giveUp(Identity identity, String userId) {
        var platform = identity.platform().prefix();
        var value = identity.value();
        return cassandra.writeIf(GIVE_UP, platform, value, userId, platform, value, userId);
    }

    /** The newest first, whoever made them. */
    public CompletableFuture<List<Change>> changes(Identity identity) {
        return cassandra
                .read(CHANGES, identity.platform().prefix(), identity.value())
                .thenApply(rows -> rows.stream()
                        .filter(row -> !row.isNull("change"))
                        .map(row -> new Change(
                                requireNonNull(row.getString("change")),
                                requireNonNull(row.getString("changed_by")),
                                requireNonNull(row.getInstant("at"))))
                        .toList());
    }

    public CompletableFuture<List<Identity>> list(String userId) {
        return cassandra.read(LIST, userId).thenApply(rows -> rows.stream()
                .flatMap(IdentityTable::identity)
                .toList());
    }

    /** True unless it was listed before. */
    public CompletableFuture<Boolean> enlist(String userId, Identity identity) {
        return cassandra.writeIf(ENLIST, userId, identity.platform().prefix(), identity.value());
    }

    /** True when it was listed. */
    public CompletableFuture<Boolean> strike(String userId, Identity identity) {
        return cassandra.writeIf(STRIKE, userId, identity.platform().prefix(), identity.value());
    }

    private static Stream<Identity> identity(Row row) {
        return Channel.of(requireNonNull(row.getString("platform"))).stream()
                .map(platform -> new Identity(platform, requireNonNull(row.getString("value"))));
    }
}
