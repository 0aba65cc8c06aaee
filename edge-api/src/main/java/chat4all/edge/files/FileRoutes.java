package chat4all.edge.files;

import chat4all.edge.cassandra.FileTable;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.http.RequestBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /v1/files}: up through the edge, what is known of a file, and the ways down. */
public final class FileRoutes {
    private static final Duration URL_VALIDITY = Duration.ofHours(1);

    private final Authentication authentication;
    private final FileAccess access;
    private final Answers answers;
    private final ObjectStore store;
    private final UploadRoute upload;
    private final ContentRoute content;

    /**
     * What the routes are made of.
     *
     * @param ready told of each file that was taken
     */
    public record Parts(
            Authentication authentication,
            FileTable files,
            FileAccess access,
            ObjectStore store,
            FilesConfig config,
            Consumer<StoredFile> ready) {}

    public FileRoutes(Parts parts, Answers answers, MeterRegistry meters) {
        this.authentication = parts.authentication();
        this.access = parts.access();
        this.answers = answers;
        this.store = parts.store();
        this.content = new ContentRoute(parts.authentication(), access, store);
        this.upload = new UploadRoute(
                parts.authentication(),
                new Upload.Target(access, parts.files(), parts.store(), parts.config()),
                parts.ready(),
                meters);
    }

    public void register(RoutesConfig routes) {
        routes.post("/v1/files", upload, RequestBody.STREAMED);
        routes.get("/v1/files/{id}", this::metadata);
        routes.get("/v1/files/{id}/download", this::download);
        routes.get("/v1/files/{id}/content", content);
    }

    private void metadata(Context context) {
        var caller = authentication.caller(context);
        var fileId = context.pathParam("id");
        answers.later(
                context,
                () -> access.readable(fileId, caller).thenApply(FileView::of),
                (to, file) -> Answers.json(to, 200, file));
    }

    private void download(Context context) {
        var caller = authentication.caller(context);
        var fileId = context.pathParam("id");
        answers.later(
                context,
                () -> access.ready(fileId, caller).thenApply(this::downloadOf),
                (to, download) -> Answers.json(to, 200, download));
    }

    private DownloadView downloadOf(StoredFile file) {
        var expiresAt = Instant.now().plus(URL_VALIDITY).truncatedTo(ChronoUnit.SECONDS);
        var url = store.readUrl(
                file.objectKey(),
                URL_VALIDITY,
                Map.of(
                        "response-content-disposition",
                        ContentRoute.disposition(file),
                        "response-content-type",
                        file.mimetype()));
        return DownloadView.of(file, url, URL_VALIDITY, expiresAt);
    }
}
