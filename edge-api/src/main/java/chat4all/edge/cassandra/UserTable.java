package chat4all.edge.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The accounts. A user id is taken once and for all, by a conditional insert; accounts are never removed. */
public final class UserTable {
    private static final String INSERT = "INSERT INTO users (user_id, username, email, password_hash, created_at)"
            + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS";
    private static final String SELECT =
            "SELECT user_id, username, email, password_hash, created_at FROM users WHERE user_id = ?";
    private static final String EXISTS = "SELECT user_id FROM users WHERE user_id = ?";
    private static final int REMEMBERED = 100_000;

    private final CassandraLink cassandra;
    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public UserTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /** An account; its text form is without the hash. */
    public record User(
            String userId, String username, @Nullable String email, String passwordHash, Instant createdAt) {
        @Override
        public String toString() {
            return "User[" + userId + "]";
        }
    }

    /** False when the id is taken. */
    public CompletableFuture<Boolean> insert(User user) {
        return cassandra.writeIf(
                INSERT, user.userId(), user.username(), user.email(), user.passwordHash(), user.createdAt());
    }

    public CompletableFuture<Optional<User>> find(String userId) {
        return cassandra
                .read(SELECT, userId)
                .thenApply(rows -> rows.stream().findFirst().map(UserTable::user));
    }

    /** Remembers who exists, never who does not. */
    public CompletableFuture<Boolean> exists(String userId) {
        if (known.getIfPresent(userId) != null) {
            return CompletableFuture.completedFuture(true);
        }
        return cassandra.read(EXISTS, userId).thenApply(rows -> {
            if (!rows.isEmpty()) {
                known.put(userId, true);
            }
            return !rows.isEmpty();
        });
    }

    private static User user(Row row) {
        return new User(
                Objects.requireNonNull(row.getString("user_id")),
                Objects.requireNonNull(row.getString("username")),
                row.getString("email"),
                Objects.requireNonNull(row.getString("password_hash")),
                Objects.requireNonNull(row.getInstant("created_at")));
    }
}
