package chat4all.edge.docs;

import chat4all.edge.http.ETags;
import chat4all.edge.http.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * {@code /openapi.yaml} and {@code /docs}. Everything comes from this process, so the page works without the internet,
 * and its policy lets it run and call nothing else. What a browser has already is answered with 304: Swagger UI is large.
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
    private static final int TAG_BYTES = 8;
    private static final String ALWAYS_ASK = "no-cache";
    /** Their names have no version: for an hour after an update a browser may have the old ones. */
    private static final String FOR_AN_HOUR = "public, max-age=3600";

    private final Asset page = Asset.of(OURS + "docs.html", HTML, ALWAYS_ASK);
    private final Asset description = Asset.of(OURS + "openapi.yaml", "application/yaml", ALWAYS_ASK);
    /** Where each file of the page lies on the class path, and what it is. */
    private final Map<String, Asset> assets;

    /** @param tag a hash of the bytes, so that the same file has the same tag in every instance */
    private record Asset(String resource, String contentType, String caching, String tag) {
        static Asset of(String resource, String contentType, String caching) {
            return new Asset(resource, contentType, caching, tagOf(resource));
        }
    }

    public DocsRoutes() {
        var swagger = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
        assets = Map.of(
                "problem.css", Asset.of(OURS + "problem.css", CSS, FOR_AN_HOUR),
                "docs.js", Asset.of(OURS + "docs.js", SCRIPT, FOR_AN_HOUR),
                "swagger-ui.css", Asset.of(swagger + "swagger-ui.css", CSS, FOR_AN_HOUR),
                "swagger-ui-bundle.js", Asset.of(swagger + "swagger-ui-bundle.js", SCRIPT, FOR_AN_HOUR),
                "favicon-32x32.png", Asset.of(swagger + "favicon-32x32.png", "image/png", FOR_AN_HOUR));
    }

    public void register(RoutesConfig routes) {
        routes.get("/openapi.yaml", context -> send(context, description));
        routes.get("/docs", context -> send(context, page));
        routes.get("/docs/{asset}", this::asset);
    }

    private void asset(Context context) {
        var asset = assets.get(context.pathParam("asset"));
        if (asset == null) {
            throw Problems.notFound("file");
        }
        send(context, asset);
    }

    private static void send(Context context, Asset asset) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", asset.caching())
                .header("ETag", asset.tag());
        if (ETags.isKnown(context, asset.tag())) {
            context.status(304);
        } else {
            context.contentType(asset.contentType()).result(open(asset.resource()));
        }
    }

    private static String tagOf(String resource) {
        try (var file = open(resource)) {
            var digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
