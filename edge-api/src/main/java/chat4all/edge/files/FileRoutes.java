package chat4all.edge.files;

import chat4all.edge.cassandra.FileTable;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.http.RequestBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code /v1/files}: up through the edge, what is known of a file, and the ways down. */
public final class FileRoutes {
    private final Authentication authentication;
    private final FileAccess access;
    private final Answers answers;
    private final UploadRoute upload;

    /** What the routes are made of. */
    public record Parts(
            Authentication authentication,
            FileTable files,
            Memberships memberships,
            ObjectStore store,
            FilesConfig config) {}

    public FileRoutes(Parts parts, Answers answers, MeterRegistry meters) {
        this.authentication = parts.authentication();
        this.access = new FileAccess(parts.files(), parts.memberships());
        this.answers = answers;
        this.upload = new UploadRoute(
                parts.authentication(),
                new Upload.Target(access, parts.files(), parts.store(), parts.config()),
                meters);
    }

    public void register(RoutesConfig routes) {
        routes.post("/v1/files", upload, RequestBody.STREAMED);
        routes.get("/v1/files/{id}", this::metadata);
    }

    private void metadata(Context context) {
        var caller = authentication.caller(context);
        var fileId = context.pathParam("id");
        answers.later(
                context,
                () -> access.readable(fileId, caller).thenApply(FileView::of),
                (to, file) -> Answers.json(to, 200, file));
    }
}
