package chat4all.edge;

import chat4all.edge.files.FilesConfig;
import chat4all.edge.web.WebConfig;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What the edge is told by its environment.
 *
 * @param topology base URIs of topology instances, any of which can answer
 * @param idSecret key of the hash that makes message ids out of clients' own ids; must stay the same for ever
 * @param corsOrigins origins whose web pages may call; {@code *} is any
 */
public record EdgeConfig(
        String bindHost,
        int port,
        KafkaConfig kafka,
        CassandraConfig cassandra,
        URI redis,
        List<URI> topology,
        Secret internalToken,
        Secret idSecret,
        Tokens tokens,
        List<String> corsOrigins,
        WebConfig web,
        S3Config s3,
        FilesConfig files,
        TracingConfig tracing) {

    /** @param signingKey private EC P-256 key as a JWK with kid */
    public record Tokens(Secret signingKey, String issuer, String audience, Duration lifetime) {}

    public static EdgeConfig from(Settings settings) {
        return new EdgeConfig(
                settings.text("CHAT4ALL_BIND_HOST", "127.0.0.1"),
                settings.port("CHAT4ALL_EDGE_PORT", 8082),
                KafkaConfig.from(settings),
                CassandraConfig.from(settings),
                settings.uri("CHAT4ALL_REDIS_URI", "redis://127.0.0.1:6379"),
                settings.uris("CHAT4ALL_TOPOLOGY_URL", "http://127.0.0.1:8081"),
                settings.secret("CHAT4ALL_INTERNAL_TOKEN"),
                settings.secret("CHAT4ALL_ID_SECRET"),
                new Tokens(
                        settings.secret("CHAT4ALL_TOKEN_SIGNING_KEY"),
                        settings.text("CHAT4ALL_TOKEN_ISSUER", "chat4all"),
                        settings.text("CHAT4ALL_TOKEN_AUDIENCE", "chat4all"),
                        settings.duration("CHAT4ALL_TOKEN_LIFETIME", Duration.ofHours(1))),
                Arrays.stream(settings.text("CHAT4ALL_CORS_ORIGINS", "*").split(","))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList(),
                WebConfig.from(settings),
                S3Config.from(settings),
                FilesConfig.from(settings),
                TracingConfig.from(settings));
    }
}
