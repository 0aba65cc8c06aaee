package chat4all.edge.uploads;

import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.cassandra.UploadTable.Upload;
import chat4all.edge.http.Problems;
import chat4all.runtime.files.ObjectStore.StoredPart;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.files.StoredFile.State;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Completes an upload once, however often it is asked to: all parts there and as long as planned, then verifying, then
 * what the verifier finds. A small file's end is waited for.
 */
final class Completion {
    private final Uploads uploads;
    private final UploadTable table;
    private final UnfinishedUploads unfinished;
    private final Verifier verifier;
    private final InstantSource clock;

    Completion(
            Uploads uploads, UploadTable table, UnfinishedUploads unfinished, Verifier verifier, InstantSource clock) {
        this.uploads = uploads;
        this.table = table;
        this.unfinished = unfinished;
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * The file as it is then: ready or verifying; fails with the problem that keeps it from that.
     *
     * @param checksum {@code sha256:<hex>}; null when it was announced
     */
    CompletableFuture<StoredFile> complete(Upload upload, @Nullable String checksum) {
        var announced = upload.file().checksum();
        var expected = checksum == null ? announced : checksum;
        if (expected == null) {
            throw ProblemException.validation(
                    "The checksum was not announced: it is required now.",
                    List.of(new FieldError("/checksum", "missing", "is required")));
        }
        if (announced != null && !announced.equals(expected)) {
            throw mismatch("The checksum is not the one that was announced.");
        }
        return upload.file().state() == State.UPLOADING
                ? begin(upload, expected)
                : CompletableFuture.completedFuture(upload).thenCompose(this::end);
    }

    private CompletableFuture<StoredFile> begin(Upload upload, String checksum) {
        return uploads.parts(upload)
                .thenCompose(parts -> {
                    requireWhole(new PartPlan(upload.file().sizeBytes(), upload.partSize()), parts);
                    return table.verify(upload.file().fileId(), checksum);
                })
                .thenCompose(begun -> unfinished.end(upload.file()).thenApply(ended -> begun))
                .thenCompose(begun -> table.find(upload.file().fileId()).thenCompose(found -> {
                    var now = found.orElseThrow(() -> Problems.notFound("upload"));
                    return begun ? verify(now) : end(now);
                }));
    }

    /** What another call, now or before, has begun. */
    private CompletableFuture<StoredFile> end(Upload upload) {
        if (upload.file().state() == State.VERIFYING) {
            return Verifier.isAtOnce(upload) || Sweeper.isLeft(upload, clock.instant())
                    ? verify(upload)
                    : CompletableFuture.completedFuture(upload.file());
        }
        return CompletableFuture.completedFuture(accepted(upload.file()));
    }

    private CompletableFuture<StoredFile> verify(Upload upload) {
        var ended = verifier.verify(upload);
        return Verifier.isAtOnce(upload)
                ? ended.thenApply(Completion::accepted)
                : CompletableFuture.completedFuture(upload.file());
    }

    private static StoredFile accepted(StoredFile file) {
        return switch (file.state()) {
            case READY, VERIFYING, UPLOADING -> file;
            case DIGEST_MISMATCH -> throw mismatch("The bytes are not those of the checksum; they are not kept.");
            case TYPE_REFUSED ->
                throw ProblemException.of(
                        415, "file-type-refused", "Files of the type " + file.mimetype() + " are not taken.");
        };
    }

    private static void requireWhole(PartPlan plan, List<StoredPart> parts) {
        var missing = plan.missing(parts);
        if (!missing.isEmpty()) {
            throw refused("parts-missing", "These parts have not come: ", missing, "has not come");
        }
        var wrong = plan.wrong(parts);
        if (!wrong.isEmpty()) {
            throw refused("size-mismatch", "These parts are not as long as planned: ", wrong, "has another length");
        }
    }

    private static ProblemException refused(String code, String detail, List<Integer> numbers, String reason) {
        var named = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        var errors = numbers.stream()
                .map(number -> new FieldError("/parts/" + number, code, reason))
                .toList();
        return Problems.refused(code, detail + named + ".", errors);
    }

    private static ProblemException mismatch(String detail) {
        return Problems.refused(
                "digest-mismatch", detail, List.of(new FieldError("/checksum", "digest-mismatch", detail)));
    }
}
