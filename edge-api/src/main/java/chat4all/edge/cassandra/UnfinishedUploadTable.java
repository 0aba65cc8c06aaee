package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The uploads in parts that a user has begun within the last day and not completed. */
public final class UnfinishedUploadTable {
    private static final String ADD =
            "INSERT INTO unfinished_uploads_by_user (user_id, file_id, begun_at) VALUES (?, ?, ?)";
    private static final String REMOVE = "DELETE FROM unfinished_uploads_by_user WHERE user_id = ? AND file_id = ?";
    private static final String OF =
            "SELECT file_id, begun_at FROM unfinished_uploads_by_user WHERE user_id = ? LIMIT ?";

    private final CassandraLink cassandra;

    public UnfinishedUploadTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    public record Unfinished(String fileId, Instant begunAt) {}

    public CompletableFuture<Void> add(String userId, String fileId, Instant begunAt) {
        return cassandra.write(ADD, userId, fileId, begunAt);
    }

    public CompletableFuture<Void> remove(String userId, String fileId) {
        return cassandra.write(REMOVE, userId, fileId);
    }

    /** Up to {@code most} of a user. */
    public CompletableFuture<List<Unfinished>> of(String userId, int most) {
        return cassandra.read(OF, userId, most).thenApply(rows -> rows.stream()
                .map(row -> new Unfinished(
                        requireNonNull(row.getString("file_id")), requireNonNull(row.getInstant("begun_at"))))
                .toList());
    }
}
