package chat4all.edge.web;

import chat4all.edge.http.Answers;
import chat4all.edge.http.ETags;
import chat4all.edge.http.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Map;

/**
 * {@code GET /}: the web page, and its files under {@code /web/{version}/}. The page is asked for anew each time and
 * may run no script, load nothing and connect nowhere but here, to the gateway and to the store; its files are kept for a year.
 */
public final class WebPage {
    private static final String ALWAYS_ASK = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final WebConfig config;
    private final Assets assets = Assets.load();
    private final byte[] index = assets.index();
    private final String policy;

    /** @param store where the page puts large files */
    public WebPage(WebConfig config, URI store) {
        this.config = config;
        policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' blob:",
                "media-src blob:",
                "connect-src 'self' " + WebConfig.origin(config.socketUrl()) + " " + WebConfig.origin(store),
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    public void register(RoutesConfig routes) {
        routes.get("/", this::page);
        routes.get("/web/config.json", context -> {
            context.header("Cache-Control", ALWAYS_ASK);
            Answers.json(context, 200, config.view());
        });
        routes.get("/web/{version}/<path>", this::file);
    }

    private void page(Context context) {
        var tag = '"' + assets.version() + '"';
        context.header("Cache-Control", ALWAYS_ASK)
                .header("ETag", tag)
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin");
        if (ETags.isKnown(context, tag)) {
            context.status(304);
        } else {
            context.contentType("text/html; charset=utf-8").result(index);
        }
    }

    private void file(Context context) {
        var path = context.pathParam("path");
        var bytes = assets.find(path);
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (bytes == null || type == null || !context.pathParam("version").equals(assets.version())) {
            throw Problems.notFound("file");
        }
        context.header("Cache-Control", FOR_EVER)
                .header("X-Content-Type-Options", "nosniff")
                .contentType(type)
                .result(bytes);
    }
}
