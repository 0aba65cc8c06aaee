package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.runtime.cassandra.FileRows;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.files.StoredFile.State;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Files that come in parts, and the notes of what was begun. Every change of state is conditional on the state before,
 * so that of completing, cancelling and sweeping at the same time one alone happens.
 */
public final class UploadTable {
    private static final String VERIFY =
            "UPDATE files SET state = 'VERIFYING', checksum = ? WHERE file_id = ? IF state = 'UPLOADING'";
    private static final String FINISH =
            "UPDATE files SET state = ?, mimetype = ?, uploaded_at = ?" + " WHERE file_id = ? IF state = 'VERIFYING'";
    private static final String DROP = "DELETE FROM files WHERE file_id = ? IF state = ?";
    private static final String THUMBNAIL = "UPDATE files SET thumbnail_key = ? WHERE file_id = ? IF state = 'READY'";
    private static final String NOTES =
            "SELECT object_key, file_id, upload_id FROM uploads_by_hour" + " WHERE hour = ? AND object_key > ? LIMIT ?";
    private static final String FORGET = "DELETE FROM uploads_by_hour WHERE hour = ? AND object_key = ?";

    private final CassandraLink cassandra;

    public UploadTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /**
     * A file and how it came, or comes.
     *
     * @param storeId the store's name of the upload; null for a file that came in one piece
     * @param since when its state changed last
     */
    public record Upload(StoredFile file, @Nullable String storeId, long partSize, Instant since) {}

    /** Something that was begun within an hour (since 1970), which may have become a file or not. */
    public record Note(
            long hour,
            String fileId,
            String objectKey,
            @Nullable String storeId) {}

    public CompletableFuture<Optional<Upload>> find(String fileId) {
        return cassandra
                .read(FileRows.SELECT_UPLOAD, fileId)
                .thenApply(rows -> rows.stream().map(UploadTable::upload).findFirst());
    }

    public CompletableFuture<Void> note(Instant at, String fileId, String objectKey, @Nullable String storeId) {
        return cassandra.write(FileRows.NOTE, FileRows.note(at, fileId, objectKey, storeId));
    }

    public CompletableFuture<Boolean> begin(StoredFile file, String storeId, long partSize) {
        var row = FileRows.values(file);
        var values = Arrays.copyOf(row, row.length + 2);
        values[row.length] = storeId;
        values[row.length + 1] = partSize;
        return cassandra.writeIf(FileRows.INSERT_UPLOAD, values);
    }

    /** From uploading to verifying; false when it is not uploading. */
    public CompletableFuture<Boolean> verify(String fileId, String checksum) {
        return cassandra.writeIf(VERIFY, checksum, fileId);
    }

    /** From verifying to its end; false when it is not verifying. */
    public CompletableFuture<Boolean> finish(String fileId, State end, String mimetype, Instant at) {
        return cassandra.writeIf(FINISH, end.name(), mimetype, at, fileId);
    }

    /** Deletes the row if it is in that state. */
    public CompletableFuture<Boolean> drop(String fileId, State state) {
        return cassandra.writeIf(DROP, fileId, state.name());
    }

    /** False when the file is not ready, or is there no more. */
    public CompletableFuture<Boolean> setThumbnail(String fileId, String key) {
        return cassandra.writeIf(THUMBNAIL, key, fileId);
    }

    /** Up to {@code most} notes of an hour whose object's key comes after {@code key}, in the order of the keys. */
    public CompletableFuture<List<Note>> notes(long hour, String key, int most) {
        return cassandra.read(NOTES, hour, key, most).thenApply(rows -> rows.stream()
                .map(row -> new Note(
                        hour,
                        requireNonNull(row.getString("file_id")),
                        requireNonNull(row.getString("object_key")),
                        row.getString("upload_id")))
                .toList());
    }

    public CompletableFuture<Void> forget(Note note) {
        return cassandra.write(FORGET, note.hour(), note.objectKey());
    }

    private static Upload upload(Row row) {
        long micros = row.getLong("since");
        return new Upload(
                FileRows.file(row),
                row.getString("upload_id"),
                row.getLong("part_size"),
                Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000));
    }
}
