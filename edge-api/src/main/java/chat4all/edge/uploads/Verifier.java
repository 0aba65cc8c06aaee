package chat4all.edge.uploads;

import chat4all.edge.async.Outage;
import chat4all.edge.async.Underway;
import chat4all.edge.async.Workers;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.cassandra.UploadTable.Upload;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.files.StoredFile.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a file from verifying to its end: its parts become one object, that is read once from end to end, and its
 * checksum and type decide. Each step may be done again, by this edge or another, so whoever finds a file verifying may
 * go on with it. What fails for an outage is tried again until it is done.
 */
public final class Verifier implements AutoCloseable {
    /** What is verified while its uploader waits, in bytes: less than half a second's reading. */
    static final long AT_ONCE = 32 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Verifier.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    /** More are left to the sweep. */
    private static final int MOST_WAITING = 1_000;

    private final UploadTable table;
    private final ObjectStore store;
    private final Predicate<String> refused;
    private final Consumer<StoredFile> ready;
    private final MeterRegistry meters;
    private final Workers small = new Workers("verifier", 4, 64);
    private final Workers large = new Workers("large-file-verifier", 2, 1_000);
    private final Underway<StoredFile> underway = new Underway<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param refused types that are not taken
     * @param ready told of each file that this edge made ready
     */
    public Verifier(
            UploadTable table,
            ObjectStore store,
            Predicate<String> refused,
            Consumer<StoredFile> ready,
            MeterRegistry meters) {
        this.table = table;
        this.store = store;
        this.refused = refused;
        this.ready = ready;
        this.meters = meters;
    }

    /** The file as it ends; the same future for all who ask while it is underway here. */
    CompletableFuture<StoredFile> verify(Upload upload) {
        return underway.join(upload.file().fileId(), () -> attempt(upload)
                .whenComplete((file, failure) -> tryAgain(upload, failure)));
    }

    /** Without anybody waiting for its end. */
    void goOn(Upload upload) {
        verify(upload).exceptionally(failure -> {
            log.debug("{} stays verifying: {}", upload.file().fileId(), failure.getMessage());
            return upload.file();
        });
    }

    static boolean isAtOnce(Upload upload) {
        return upload.file().sizeBytes() <= AT_ONCE;
    }

    private CompletableFuture<StoredFile> attempt(Upload upload) {
        var workers = isAtOnce(upload) ? small : large;
        return workers.run(() -> Examination.of(store, upload)).thenCompose(found -> finish(upload, found, workers));
    }

    private CompletableFuture<StoredFile> finish(Upload upload, Examination found, Workers workers) {
        var file = upload.file();
        var end = end(file, found);
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return table.finish(file.fileId(), end, found.mimetype(), at).thenCompose(first -> {
            if (!first) {
                return table.find(file.fileId())
                        .thenApply(known -> known.map(Upload::file).orElse(file));
            }
            Counter.builder("files.verified")
                    .description("files that came in parts, by how they ended")
                    .tag("outcome", end.code())
                    .register(meters)
                    .increment();
            var ended = ended(file, end, found.mimetype(), at);
            if (end == State.READY) {
                ready.accept(ended);
                return CompletableFuture.completedFuture(ended);
            }
            return workers.run(() -> {
                        store.discard(file.objectKey());
                        return ended;
                    })
                    // The sweep deletes it: its end does not wait for that.
                    .exceptionally(away -> ended);
        });
    }

    private State end(StoredFile announced, Examination found) {
        if (found.sizeBytes() != announced.sizeBytes() || !found.checksum().equals(announced.checksum())) {
            return State.DIGEST_MISMATCH;
        }
        return refused.test(found.mimetype()) ? State.TYPE_REFUSED : State.READY;
    }

    private void tryAgain(Upload upload, @Nullable Throwable failure) {
        boolean outage = failure != null && (failure instanceof Outage || failure.getCause() instanceof Outage);
        if (!outage
                || closed
                || waiting.size() >= MOST_WAITING
                || !waiting.add(upload.file().fileId())) {
            return;
        }
        CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    waiting.remove(upload.file().fileId());
                    if (!closed) {
                        goOn(upload);
                    }
                });
    }

    private static StoredFile ended(StoredFile file, State end, String mimetype, Instant at) {
        return new StoredFile(
                file.fileId(),
                file.conversationId(),
                file.uploader(),
                file.filename(),
                file.sizeBytes(),
                mimetype,
                file.checksum(),
                file.objectKey(),
                file.thumbnailKey(),
                end,
                at);
    }

    @Override
    public void close() {
        closed = true;
        small.close();
        large.close();
    }
}
