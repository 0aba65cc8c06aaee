package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Which files are still carried by a message, and those that a deleted message has left behind. */
public final class CarriedFileTable {
    /** One row is enough: of a message that carries it or, when there is none, of the file alone. */
    private static final String CARRIER = "SELECT seq, released_at FROM messages_by_file WHERE file_id = ? LIMIT 1";

    private static final String RELEASED =
            "SELECT file_id, released_at FROM released_files_by_hour WHERE hour = ? AND file_id > ? LIMIT ?";
    private static final String FORGET = "DELETE FROM released_files_by_hour WHERE hour = ? AND file_id = ?";

    private final CassandraLink cassandra;

    public CarriedFileTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /** A file that a message carried which was deleted, as noted in an hour since 1970. */
    public record Released(long hour, String fileId, Instant at) {}

    /** Whether messages have carried the file and all of them are deleted: it is to be had by nobody. */
    public CompletableFuture<Boolean> isGone(String fileId) {
        return cassandra.read(CARRIER, fileId).thenApply(rows -> rows.stream()
                .anyMatch(row -> row.isNull("seq") && !row.isNull("released_at")));
    }

    /** Up to {@code most} notes of an hour whose file comes after {@code fileId}, in the order of the ids. */
    public CompletableFuture<List<Released>> released(long hour, String fileId, int most) {
        return cassandra.read(RELEASED, hour, fileId, most).thenApply(rows -> rows.stream()
                .map(row -> new Released(
                        hour, requireNonNull(row.getString("file_id")), requireNonNull(row.getInstant("released_at"))))
                .toList());
    }

    public CompletableFuture<Void> forget(Released note) {
        return cassandra.write(FORGET, note.hour(), note.fileId());
    }
}
