package chat4all.edge.docs;

import chat4all.edge.http.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * {@code /openapi.yaml} and {@code /docs}. Everything comes from this process, so the page works without the internet,
 * and its policy lets it run and call nothing else.
 */
public final class DocsRoutes {
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");
    private static final String OURS = "/chat4all/edge/docs/";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";

    /** Where each file of the page lies on the class path, and what it is. */
    private final Map<String, Asset> assets;

    private record Asset(String resource, String contentType) {}

    public DocsRoutes() {
        var swagger = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
        assets = Map.of(
                "docs.js", new Asset(OURS + "docs.js", SCRIPT),
                "swagger-ui.css", new Asset(swagger + "swagger-ui.css", CSS),
                "swagger-ui-bundle.js", new Asset(swagger + "swagger-ui-bundle.js", SCRIPT),
                "favicon-32x32.png", new Asset(swagger + "favicon-32x32.png", "image/png"));
    }

    public void register(RoutesConfig routes) {
        routes.get("/openapi.yaml", context -> send(context, new Asset(OURS + "openapi.yaml", "application/yaml")));
        routes.get("/docs", context -> send(context, new Asset(OURS + "docs.html", HTML)));
        routes.get("/docs/{asset}", this::asset);
    }

    private void asset(Context context) {
        var asset = assets.get(context.pathParam("asset"));
        if (asset == null) {
            throw Problems.notFound("file");
        }
        context.header("Cache-Control", "public, max-age=3600");
        send(context, asset);
    }

    private static void send(Context context, Asset asset) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .contentType(asset.contentType())
                .result(open(asset.resource()));
    }

    /** The version is part of the path in the jar and is said in the root pom alone. */
    private static String swaggerVersion() {
        try (var file = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            var properties = new Properties();
            properties.load(file);
            return Objects.requireNonNull(properties.getProperty("version"), "version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        var stream = DocsRoutes.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException(resource + " is missing");
        }
        return stream;
    }
}
