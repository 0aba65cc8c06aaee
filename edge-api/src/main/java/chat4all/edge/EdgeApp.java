package chat4all.edge;

import chat4all.edge.auth.TokenIssuer;
import chat4all.edge.http.Authentication;
import chat4all.runtime.Resources;
import chat4all.runtime.Service;
import chat4all.runtime.auth.TokenVerifier;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import chat4all.runtime.tracing.Tracing;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.util.List;

/**
 * The edge: the public HTTP API. Starts, and answers, while Kafka, Cassandra, Redis or the topology are away; it is
 * ready once all of them are there.
 */
public final class EdgeApp implements AutoCloseable {
    private static final int HTTP_THREADS = 64;
    /** A message of nothing but control characters is six times as long in JSON; with recipients that is ~90 KB. */
    private static final long MAX_BODY_BYTES = 128 * 1024;

    private final Resources parts;

    private final HttpServer server;

    private EdgeApp(EdgeConfig config, Resources parts) {
        this.parts = parts;
        var tokens = config.tokens();
        var issuer = new TokenIssuer(tokens.signingKey(), tokens.issuer(), tokens.audience(), tokens.lifetime());
        var verifier = parts.open(
                TokenVerifier.of(new ImmutableJWKSet<>(issuer.publicKeys()), tokens.issuer(), tokens.audience()));
        var metrics = parts.open(Metrics.create("edge"));
        var tracing = parts.open(Tracing.open("edge", config.tracing()));
        var health = Health.of();
        var backends = Backends.open(config, parts, metrics.registry(), tracing, health);
        var routes = new Routes(config, backends, parts, new Authentication(verifier), issuer, metrics.registry());

        var options = new HttpOptions(config.bindHost(), config.port(), HTTP_THREADS, MAX_BODY_BYTES);
        server = parts.open(
                HttpServer.start(options, health, metrics, tracing, javalin -> routes.register(javalin.routes)));
        parts.open(routes.status());
    }

    public static EdgeApp start(EdgeConfig config) {
        var parts = new Resources();
        try {
            return new EdgeApp(config, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public static void main(String[] args) {
        Service.run("edge", EdgeConfig::from, EdgeApp::start, args);
    }

    public int port() {
        return server.port();
    }

    /** Everything it answers: {@code GET /health}. */
    List<String> routes() {
        return server.routes();
    }

    @Override
    public void close() {
        parts.close();
    }
}
