package chat4all.edge.uploads;

import chat4all.edge.async.Workers;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.cassandra.UploadTable.Upload;
import chat4all.edge.files.FileAccess;
import chat4all.edge.http.Problems;
import chat4all.edge.uploads.UploadViews.Begun;
import chat4all.edge.uploads.UploadViews.MissingPart;
import chat4all.edge.uploads.UploadViews.Part;
import chat4all.edge.uploads.UploadViews.Progress;
import chat4all.runtime.files.FileIds;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.ObjectStore.StoredPart;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.files.StoredFile.State;
import chat4all.runtime.http.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Uploads in parts until they are complete: noted first, then begun in the store, then a row. An upload is its
 * uploader's alone; to others there is none.
 */
final class Uploads implements AutoCloseable {
    /** As long as a token lives, about. */
    static final Duration URLS = Duration.ofHours(1);

    private final UploadTable table;
    private final ObjectStore store;
    private final FileAccess access;
    private final UnfinishedUploads unfinished;
    private final InstantSource clock;
    private final Workers workers = new Workers("upload-store", 8, 256);

    Uploads(
            UploadTable table,
            ObjectStore store,
            FileAccess access,
            UnfinishedUploads unfinished,
            InstantSource clock) {
        this.table = table;
        this.store = store;
        this.access = access;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    CompletableFuture<Begun> begin(String user, UploadRequest request) {
        var file = file(user, request);
        var plan = PartPlan.of(file.sizeBytes());
        var key = file.objectKey();
        var at = file.uploadedAt();
        return access.requireUpload(file.conversationId(), user)
                .thenCompose(allowed -> unfinished.begin(file))
                .thenCompose(counted -> table.note(at, file.fileId(), key, null))
                .thenCompose(noted -> workers.run(() -> store.begin(key, file.mimetype())))
                .thenCompose(storeId -> table.note(at, file.fileId(), key, storeId)
                        .thenCompose(noted -> table.begin(file, storeId, plan.partSize()))
                        .thenApply(begun -> begun(file, storeId, plan)));
    }

    /** The caller's upload; fails with 404 when there is none. */
    CompletableFuture<Upload> own(String uploadId, String user) {
        var fileId = UploadIds.fileId(uploadId).orElseThrow(() -> Problems.notFound("upload"));
        return table.find(fileId).thenApply(found -> {
            var upload = found.filter(known ->
                            known.storeId() != null && known.file().uploader().equals(user))
                    .orElseThrow(() -> Problems.notFound("upload"));
            if (upload.file().state() == State.UPLOADING
                    && !expiry(upload.file()).isAfter(clock.instant())) {
                throw ProblemException.of(404, "upload-expired", "The upload was not complete within a day.");
            }
            return upload;
        });
    }

    CompletableFuture<Progress> progress(Upload upload) {
        return upload.file().state() == State.UPLOADING
                ? parts(upload).thenApply(parts -> progress(upload, parts))
                : CompletableFuture.completedFuture(progress(upload, List.of()));
    }

    /** The parts that have come. */
    CompletableFuture<List<StoredPart>> parts(Upload upload) {
        return workers.run(() -> store.parts(upload.file().objectKey(), storeId(upload)));
    }

    /** False when it is complete already, or is being completed. */
    CompletableFuture<Boolean> cancel(Upload upload) {
        var file = upload.file();
        if (file.state() == State.READY || file.state() == State.VERIFYING) {
            return CompletableFuture.completedFuture(false);
        }
        return table.drop(file.fileId(), file.state()).thenCompose(dropped -> {
            if (!dropped) {
                return CompletableFuture.completedFuture(false);
            }
            return unfinished
                    .end(file)
                    .thenCompose(ended -> workers.run(() -> {
                        store.discard(file.objectKey());
                        return true;
                    }))
                    // It is cancelled; what is left in the store is swept.
                    .exceptionally(away -> true);
        });
    }

    private StoredFile file(String user, UploadRequest request) {
        return new StoredFile(
                FileIds.fileId(),
                request.conversationId(),
                user,
                request.filename(),
                request.sizeBytes(),
                request.mimetype(),
                request.checksum(),
                FileIds.objectKey(),
                null,
                State.UPLOADING,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Begun begun(StoredFile file, String storeId, PartPlan plan) {
        var urls = IntStream.rangeClosed(1, plan.parts())
                .mapToObj(number -> url(file, storeId, number))
                .toList();
        return new Begun(file.fileId(), UploadIds.of(file.fileId()), plan.partSize(), urls, urlsExpire(), expiry(file));
    }

    private Progress progress(Upload upload, List<StoredPart> come) {
        var file = upload.file();
        var plan = new PartPlan(file.sizeBytes(), upload.partSize());
        boolean uploading = file.state() == State.UPLOADING;
        var missing = uploading ? plan.missing(come) : List.<Integer>of();
        return new Progress(
                file.fileId(),
                UploadIds.of(file.fileId()),
                file.state().code(),
                file.filename(),
                file.sizeBytes(),
                upload.partSize(),
                come.stream().map(Part::of).toList(),
                missing.stream()
                        .map(number -> new MissingPart(number, plan.size(number), url(file, storeId(upload), number)))
                        .toList(),
                uploading ? urlsExpire() : null,
                expiry(file));
    }

    private URI url(StoredFile file, String storeId, int number) {
        return store.partUrl(file.objectKey(), storeId, number, URLS);
    }

    private static String storeId(Upload upload) {
        return Objects.requireNonNull(upload.storeId());
    }

    private Instant urlsExpire() {
        return clock.instant().plus(URLS).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant expiry(StoredFile file) {
        return file.uploadedAt().plus(Sweeper.EXPIRY);
    }

    @Override
    public void close() {
        workers.close();
    }
}
