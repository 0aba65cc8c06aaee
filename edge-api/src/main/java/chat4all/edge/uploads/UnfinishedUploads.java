package chat4all.edge.uploads;

import chat4all.edge.cassandra.UnfinishedUploadTable;
import chat4all.edge.cassandra.UnfinishedUploadTable.Unfinished;
import chat4all.edge.cassandra.UploadTable;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.files.StoredFile.State;
import chat4all.runtime.http.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a user to so many uploads that are not complete, whichever edges they are begun at: each counts from before it is
 * begun. What an edge that died has left counted is noticed when it would keep the user from beginning another.
 */
final class UnfinishedUploads {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedUploads.class);
    /** A file that is not there after so long was never begun. */
    private static final Duration BEGINNING = Duration.ofMinutes(1);

    private final UnfinishedUploadTable table;
    private final UploadTable uploads;
    private final InstantSource clock;
    private final int most;

    UnfinishedUploads(UnfinishedUploadTable table, UploadTable uploads, InstantSource clock, int most) {
        this.table = table;
        this.uploads = uploads;
        this.clock = clock;
        this.most = most;
    }

    /** Counts one more; fails with 409 when the user has too many. */
    CompletableFuture<Void> begin(StoredFile file) {
        return table.add(file.uploader(), file.fileId(), file.uploadedAt())
                .thenCompose(added -> table.of(file.uploader(), most + 1))
                .thenCompose(counted -> counted.size() <= most ? done() : beginAnew(file, counted));
    }

    /** It counts no more. That it is so need not be known for sure: an outage here fails nothing. */
    CompletableFuture<Void> end(StoredFile file) {
        return table.remove(file.uploader(), file.fileId()).exceptionally(failure -> {
            log.debug("{} stays counted as unfinished: {}", file.fileId(), failure.getMessage());
            return null;
        });
    }

    private CompletableFuture<Void> beginAnew(StoredFile file, List<Unfinished> counted) {
        var forgotten = counted.stream()
                .filter(unfinished -> !unfinished.fileId().equals(file.fileId()))
                .map(unfinished -> forgetIfSettled(file.uploader(), unfinished))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(forgotten)
                .thenCompose(done -> table.of(file.uploader(), most + 1))
                .thenCompose(left -> left.size() <= most ? done() : refuse(file));
    }

    private CompletableFuture<Void> forgetIfSettled(String user, Unfinished unfinished) {
        return uploads.find(unfinished.fileId()).thenCompose(found -> {
            boolean settled = found.map(upload -> upload.file().state() != State.UPLOADING)
                    .orElse(unfinished.begunAt().plus(BEGINNING).isBefore(clock.instant()));
            return settled ? table.remove(user, unfinished.fileId()) : done();
        });
    }

    private CompletableFuture<Void> refuse(StoredFile file) {
        return end(file)
                .thenCompose(ended -> CompletableFuture.failedFuture(ProblemException.of(
                        409,
                        "too-many-uploads",
                        "You have " + most
                                + " uploads that are not complete: complete one or cancel it, then begin another.")));
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
