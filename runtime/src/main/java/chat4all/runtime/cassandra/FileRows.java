package chat4all.runtime.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.runtime.files.StoredFile;
import chat4all.runtime.files.StoredFile.State;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code files}, for whoever has a session. An upload is begun by noting its object in
 * {@code uploads_by_hour}, so that what never became a file is found and deleted; then its bytes are written; then its
 * row makes it a file.
 */
public final class FileRows {
    private static final String COLUMNS =
            "file_id, conversation_id, uploader, filename, size_bytes, mimetype, checksum,"
                    + " object_key, thumbnail_key, state, uploaded_at";

    public static final String INSERT = "INSERT INTO files (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    public static final String SELECT = "SELECT " + COLUMNS + " FROM files WHERE file_id = ?";
    /** A file that comes in parts, with the store's name of the upload, and when its state changed last (µs). */
    public static final String SELECT_UPLOAD =
            "SELECT " + COLUMNS + ", upload_id, part_size, WRITETIME(state) AS since FROM files WHERE file_id = ?";

    public static final String INSERT_UPLOAD = "INSERT INTO files (" + COLUMNS
            + ", upload_id, part_size) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS";
    public static final String NOTE =
            "INSERT INTO uploads_by_hour (hour, file_id, object_key, upload_id) VALUES (?, ?, ?, ?)";

    private FileRows() {}

    /** The values of {@link #INSERT}. */
    public static @Nullable Object[] values(StoredFile file) {
        return new @Nullable Object[] {
            file.fileId(),
            file.conversationId(),
            file.uploader(),
            file.filename(),
            file.sizeBytes(),
            file.mimetype(),
            file.checksum(),
            file.objectKey(),
            file.thumbnailKey(),
            file.state().name(),
            file.uploadedAt()
        };
    }

    public static StoredFile file(Row row) {
        return new StoredFile(
                requireNonNull(row.getString("file_id")),
                requireNonNull(row.getString("conversation_id")),
                requireNonNull(row.getString("uploader")),
                requireNonNull(row.getString("filename")),
                row.getLong("size_bytes"),
                requireNonNull(row.getString("mimetype")),
                row.getString("checksum"),
                requireNonNull(row.getString("object_key")),
                row.getString("thumbnail_key"),
                State.valueOf(requireNonNull(row.getString("state"))),
                requireNonNull(row.getInstant("uploaded_at")));
    }

    /** The partition of {@code uploads_by_hour} for a time: hours since 1970. */
    public static long hour(Instant time) {
        return Duration.between(Instant.EPOCH, time).toHours();
    }

    /**
     * The values of {@link #NOTE}.
     *
     * @param uploadId of an upload in parts by the client; null otherwise
     */
    public static @Nullable Object[] note(Instant at, String fileId, String objectKey, @Nullable String uploadId) {
        return new @Nullable Object[] {hour(at), fileId, objectKey, uploadId};
    }
}
