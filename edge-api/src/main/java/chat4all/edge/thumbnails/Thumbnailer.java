package chat4all.edge.thumbnails;

import chat4all.edge.async.Underway;
import chat4all.edge.async.Workers;
import chat4all.edge.cassandra.UploadTable;
import chat4all.runtime.files.ContentTypes;
import chat4all.runtime.files.FileIds;
import chat4all.runtime.files.NoSuchObjectException;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.runtime.files.StoredFile;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes thumbnails one at a time, once for a file, and gives them. One that was not made when its file became ready,
 * because too many waited or the process ended, is made when it is asked for.
 */
public final class Thumbnailer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Thumbnailer.class);
    /** Of a picture, in bytes; beyond, there is none. */
    private static final long LARGEST = 20_000_000;

    private static final long REMEMBERED_BYTES = 16_000_000;

    private final UploadTable table;
    private final ObjectStore store;
    private final MeterRegistry meters;
    private final Workers making = new Workers("thumbnail-maker", 1, 500);
    private final Workers reading = new Workers("thumbnail-reader", 4, 256);
    private final Underway<String> underway = new Underway<>();
    private final Cache<String, byte[]> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_BYTES)
            .weigher((String key, byte[] bytes) -> bytes.length)
            .build();

    public Thumbnailer(UploadTable table, ObjectStore store, MeterRegistry meters) {
        this.table = table;
        this.store = store;
        this.meters = meters;
    }

    /** Makes one soon if the file is a picture; nobody waits for it. */
    public void offer(StoredFile file) {
        if (canHave(file)) {
            make(file).exceptionally(failure -> {
                log.debug("no thumbnail of {} yet: {}", file.fileId(), failure.getMessage());
                return StoredFile.NO_THUMBNAIL;
            });
        }
    }

    /** The bytes of a ready file's thumbnail; empty when there can be none. */
    CompletableFuture<Optional<byte[]>> of(StoredFile file) {
        return key(file).thenCompose(this::read);
    }

    private static boolean canHave(StoredFile file) {
        return ContentTypes.isImage(file.mimetype()) && file.sizeBytes() <= LARGEST;
    }

    /** What the caller knows of the file may be older than its thumbnail. */
    private CompletableFuture<String> key(StoredFile file) {
        if (!canHave(file)) {
            return CompletableFuture.completedFuture(StoredFile.NO_THUMBNAIL);
        }
        if (file.thumbnailKey() != null) {
            return CompletableFuture.completedFuture(file.thumbnailKey());
        }
        return table.find(file.fileId()).thenCompose(found -> {
            var known = found.map(upload -> upload.file().thumbnailKey());
            return known.map(CompletableFuture::completedFuture).orElseGet(() -> make(file));
        });
    }

    private CompletableFuture<String> make(StoredFile file) {
        return underway.join(file.fileId(), () -> making.run(() -> Thumbnail.of(bytes(file.objectKey())))
                .thenCompose(made -> keep(file.fileId(), made)));
    }

    private CompletableFuture<String> keep(String fileId, Optional<Thumbnail> made) {
        meters.counter("files.thumbnails", "outcome", made.isPresent() ? "made" : "impossible")
                .increment();
        if (made.isEmpty()) {
            return table.setThumbnail(fileId, StoredFile.NO_THUMBNAIL).thenApply(set -> StoredFile.NO_THUMBNAIL);
        }
        var key = FileIds.objectKey();
        return table.note(Instant.now(), fileId, key, null)
                .thenCompose(noted -> reading.run(() -> {
                    store.put(key, made.get().bytes(), made.get().contentType());
                    return key;
                }))
                .thenCompose(put -> table.setThumbnail(fileId, key))
                .thenCompose(set -> set ? CompletableFuture.completedFuture(key) : discard(key));
    }

    /** Its file was deleted meanwhile. */
    private CompletableFuture<String> discard(String key) {
        return reading.run(() -> {
            store.delete(key);
            return StoredFile.NO_THUMBNAIL;
        });
    }

    private CompletableFuture<Optional<byte[]>> read(String key) {
        if (key.equals(StoredFile.NO_THUMBNAIL)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var known = remembered.getIfPresent(key);
        if (known != null) {
            return CompletableFuture.completedFuture(Optional.of(known));
        }
        return reading.run(() -> {
            var bytes = bytes(key);
            remembered.put(key, bytes);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        });
    }

    /** None when the store has lost it. */
    private byte[] bytes(String key) {
        try (var in = store.get(key, 0, null)) {
            return in.readNBytes((int) LARGEST);
        } catch (NoSuchObjectException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new StoreUnavailableException(e);
        }
    }

    @Override
    public void close() {
        making.close();
        reading.close();
    }
}
