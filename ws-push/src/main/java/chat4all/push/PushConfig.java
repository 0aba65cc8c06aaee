package chat4all.push;

import chat4all.push.socket.Limits;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.net.URI;

/** Everything the gateway can be told; the Redis URI is a secret because it may hold a password. */
public record PushConfig(
        String host,
        int port,
        Secret redis,
        CassandraConfig cassandra,
        URI edge,
        URI tokenKeys,
        String tokenIssuer,
        String tokenAudience,
        Limits limits,
        TracingConfig tracing) {

    public static PushConfig from(Settings settings) {
        return new PushConfig(
                settings.text("CHAT4ALL_BIND_HOST", "127.0.0.1"),
                settings.port("CHAT4ALL_PUSH_PORT", 8085),
                new Secret(settings.uri("CHAT4ALL_REDIS_URI", "redis://127.0.0.1:6379")
                        .toString()),
                CassandraConfig.from(settings),
                settings.uri("CHAT4ALL_EDGE_URL", "http://127.0.0.1:8082"),
                settings.uri("CHAT4ALL_TOKEN_JWKS_URI", "http://127.0.0.1:8082/.well-known/jwks.json"),
                settings.text("CHAT4ALL_TOKEN_ISSUER", "chat4all"),
                settings.text("CHAT4ALL_TOKEN_AUDIENCE", "chat4all"),
                Limits.DEFAULTS,
                TracingConfig.from(settings));
    }
}
