package chat4all.connectors.simulator.media;

import chat4all.runtime.config.Secret;
import chat4all.runtime.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Where files are fetched: by bearer token from WhatsApp, by anybody from Instagram, by path from Telegram. */
public record FileRoutes(Files files, Secret graphToken, Secret botToken) {

    public void register(RoutesConfig routes) {
        routes.get("/lookaside/{id}", this::authorised);
        routes.get("/cdn/{id}", this::serve);
        routes.get("/sim/files/{id}", this::serve);
        routes.get("/file/bot{token}/documents/{id}", this::ofBot);
    }

    private void authorised(Context context) throws IOException {
        var header = context.header("Authorization");
        if (header == null || !header.startsWith("Bearer ") || !graphToken.matches(header.substring(7))) {
            throw ProblemException.of(401, "unauthenticated", "The access token is missing or wrong.");
        }
        serve(context);
    }

    private void ofBot(Context context) throws IOException {
        if (!botToken.matches(context.pathParam("token"))) {
            throw ProblemException.of(401, "unauthenticated", "The bot's token is wrong.");
        }
        serve(context);
    }

    private void serve(Context context) throws IOException {
        var file = files.find(context.pathParam("id"))
                .orElseThrow(() -> ProblemException.of(404, "not-found", "There is no such file."));
        context.contentType(file.attachment().mimeType());
        context.header("Content-Length", Long.toString(file.attachment().size()));
        context.header("Content-Security-Policy", "sandbox").header("X-Content-Type-Options", "nosniff");
        context.result(java.nio.file.Files.newInputStream(file.path()));
    }
}
