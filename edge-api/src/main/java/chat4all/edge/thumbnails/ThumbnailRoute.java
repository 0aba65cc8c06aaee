package chat4all.edge.thumbnails;

import chat4all.edge.files.FileAccess;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.runtime.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code GET /v1/files/{id}/thumbnail}: a small picture of a picture, for whoever may have the file. */
public final class ThumbnailRoute implements Handler {
    private static final byte PNG = (byte) 0x89;

    private final Authentication authentication;
    private final FileAccess access;
    private final Thumbnailer thumbnails;
    private final Answers answers;

    public ThumbnailRoute(Authentication authentication, FileAccess access, Thumbnailer thumbnails, Answers answers) {
        this.authentication = authentication;
        this.access = access;
        this.thumbnails = thumbnails;
        this.answers = answers;
    }

    @Override
    public void handle(Context context) {
        var user = authentication.caller(context);
        var fileId = context.pathParam("id");
        answers.later(context, () -> access.ready(fileId, user).thenCompose(thumbnails::of), (to, found) -> {
            var bytes = found.orElseThrow(
                    () -> ProblemException.of(404, "no-thumbnail", "There is no small picture of this file."));
            to.header("Cache-Control", "private, max-age=3600")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "default-src 'none'; sandbox")
                    .contentType(bytes[0] == PNG ? "image/png" : "image/jpeg")
                    .result(bytes);
        });
    }
}
