package chat4all.edge.uploads;

import chat4all.edge.cassandra.UnfinishedUploadTable;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.files.FileAccess;
import chat4all.edge.files.FileView;
import chat4all.edge.files.FilesConfig;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Consumer;

/** {@code /v1/files/initiate}, {@code /uploads} and {@code /complete}: files that come in parts, straight into the store. */
public final class UploadRoutes implements AutoCloseable {
    private final Authentication authentication;
    private final Answers answers;
    private final FilesConfig config;
    private final FileAccess access;
    private final Uploads uploads;
    private final Verifier verifier;
    private final Sweeper sweeper;
    private final Completion completion;

    /** What the routes are made of. */
    public record Parts(
            UploadTable table,
            UnfinishedUploadTable unfinished,
            ObjectStore store,
            FileAccess access,
            FilesConfig config) {}

    /** @param ready told of each file that became ready */
    public UploadRoutes(
            Authentication authentication,
            Parts parts,
            Consumer<StoredFile> ready,
            Answers answers,
            MeterRegistry meters) {
        this.authentication = authentication;
        this.answers = answers;
        config = parts.config();
        access = parts.access();
        var clock = InstantSource.system();
        var unfinished = new UnfinishedUploads(
                parts.unfinished(), parts.table(), clock, parts.config().maxUnfinishedUploads());
        uploads = new Uploads(parts.table(), parts.store(), access, unfinished, clock);
        verifier = new Verifier(parts.table(), parts.store(), type -> !config.takes(type), ready, meters);
        sweeper = new Sweeper(parts.table(), parts.store(), verifier, clock, meters);
        completion = new Completion(uploads, parts.table(), unfinished, verifier, clock);
        sweeper.start();
    }

    public void register(RoutesConfig routes) {
        routes.post("/v1/files/initiate", this::initiate);
        routes.post("/v1/files/complete", this::complete);
        routes.get("/v1/files/uploads/{upload_id}", this::progress);
        routes.delete("/v1/files/uploads/{upload_id}", this::cancel);
    }

    private void initiate(Context context) {
        var user = authentication.caller(context);
        var request = UploadRequest.of(Fields.of(context), config.maxBytes());
        if (!config.takes(request.mimetype())) {
            throw ProblemException.of(
                    415, "file-type-refused", "Files of the type " + request.mimetype() + " are not taken.");
        }
        answers.later(context, () -> uploads.begin(user, request), (to, begun) -> {
            to.header("Location", "/v1/files/uploads/" + begun.uploadId());
            Answers.json(to, 201, begun);
        });
    }

    private void progress(Context context) {
        var user = authentication.caller(context);
        var id = context.pathParam("upload_id");
        answers.later(
                context,
                () -> uploads.own(id, user).thenCompose(uploads::progress),
                (to, progress) -> Answers.json(to, 200, progress));
    }

    private void complete(Context context) {
        var user = authentication.caller(context);
        var fields = Fields.of(context);
        var id = fields.text("upload_id");
        var checksum = UploadRequest.checksum(fields);
        fields.finish();
        answers.later(
                context,
                () -> uploads.own(id, user).thenCompose(upload -> access.requireUpload(
                                upload.file().conversationId(), user)
                        .thenCompose(allowed -> completion.complete(upload, checksum))),
                (to, file) -> {
                    to.header("Location", "/v1/files/" + file.fileId());
                    Answers.json(to, file.isReady() ? 200 : 202, FileView.of(file));
                });
    }

    private void cancel(Context context) {
        var user = authentication.caller(context);
        var id = context.pathParam("upload_id");
        answers.later(context, () -> uploads.own(id, user).thenCompose(uploads::cancel), (to, cancelled) -> {
            if (!cancelled) {
                throw ProblemException.of(
                        409, "upload-complete", "The upload is complete: there is nothing to cancel.");
            }
            to.status(204);
        });
    }

    @Override
    public void close() {
        sweeper.close();
        verifier.close();
        uploads.close();
    }
}
