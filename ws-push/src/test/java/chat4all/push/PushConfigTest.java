package chat4all.push;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.push.socket.Limits;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushConfigTest {

    @Test
    void hasTheseDefaultsAndNames() {
        var settings = Settings.of(Map.of());

        var config = PushConfig.from(settings);

        settings.finish();
        assertThat(config)
                .isEqualTo(new PushConfig(
                        "127.0.0.1",
                        8085,
                        new Secret("redis://127.0.0.1:6379"),
                        new CassandraConfig(
                                List.of(InetSocketAddress.createUnresolved("127.0.0.1", 9042)),
                                "datacenter1",
                                "chat4all",
                                1),
                        URI.create("http://127.0.0.1:8082"),
                        URI.create("http://127.0.0.1:8082/.well-known/jwks.json"),
                        "chat4all",
                        "chat4all",
                        new Limits(50, 512, 10_000, 65_536, Duration.ofSeconds(25), Duration.ofSeconds(1)),
                        TracingConfig.OFF));
        assertThat(settings.names())
                .contains(
                        "CHAT4ALL_BIND_HOST",
                        "CHAT4ALL_PUSH_PORT",
                        "CHAT4ALL_REDIS_URI",
                        "CHAT4ALL_CASSANDRA_CONTACT_POINTS",
                        "CHAT4ALL_CASSANDRA_DATACENTER",
                        "CHAT4ALL_CASSANDRA_KEYSPACE",
                        "CHAT4ALL_EDGE_URL",
                        "CHAT4ALL_TOKEN_JWKS_URI",
                        "CHAT4ALL_TOKEN_ISSUER",
                        "CHAT4ALL_TOKEN_AUDIENCE",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "OTEL_SERVICE_NAME",
                        "OTEL_TRACES_SAMPLER_ARG");
    }

    @Test
    void doesNotPrintThePasswordOfRedis() {
        var config = PushConfig.from(Settings.of(Map.of("CHAT4ALL_REDIS_URI", "redis://:hunter2@redis:6379")));

        assertThat(config.toString()).doesNotContain("hunter2");
    }
}
