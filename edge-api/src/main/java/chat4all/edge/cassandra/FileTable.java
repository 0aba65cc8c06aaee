package chat4all.edge.cassandra;

import chat4all.runtime.cassandra.FileRows;
import chat4all.runtime.files.StoredFile;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is known of files. A ready one changes no more but for its thumbnail, so it is remembered for a minute. */
public final class FileTable {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int REMEMBERED = 50_000;

    private final CassandraLink cassandra;
    private final Cache<String, StoredFile> ready =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();

    public FileTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /**
     * Says, before the first byte, that an object is begun: if it never becomes a file, the sweep finds it.
     *
     * @param uploadId of an upload in parts by the client; null otherwise
     */
    public CompletableFuture<Void> note(Instant at, String fileId, String objectKey, @Nullable String uploadId) {
        return cassandra.write(FileRows.NOTE, FileRows.note(at, fileId, objectKey, uploadId));
    }

    /** Makes it a file. */
    public CompletableFuture<Void> insert(StoredFile file) {
        return cassandra.write(FileRows.INSERT, FileRows.values(file)).thenRun(() -> ready.invalidate(file.fileId()));
    }

    public CompletableFuture<Optional<StoredFile>> find(String fileId) {
        var known = ready.getIfPresent(fileId);
        if (known != null) {
            return CompletableFuture.completedFuture(Optional.of(known));
        }
        return cassandra.read(FileRows.SELECT, fileId).thenApply(rows -> {
            var found = rows.stream().findFirst().map(FileRows::file);
            found.filter(StoredFile::isReady).ifPresent(file -> ready.put(fileId, file));
            return found;
        });
    }
}
