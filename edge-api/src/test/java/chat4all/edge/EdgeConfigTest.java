package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.runtime.config.ConfigurationException;
import chat4all.runtime.config.Settings;
import chat4all.servers.LocalServers;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeConfigTest {

    @Test
    void hasTheseDefaults() {
        var settings = Settings.of(TestEdge.secrets());

        var config = EdgeConfig.from(settings);
        settings.finish();

        assertThat(config.bindHost()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8082);
        assertThat(config.kafka().bootstrap()).isEqualTo("127.0.0.1:9092");
        assertThat(config.cassandra().keyspace()).isEqualTo("chat4all");
        assertThat(config.redis()).isEqualTo(URI.create("redis://127.0.0.1:6379"));
        assertThat(config.topology()).containsExactly(URI.create("http://127.0.0.1:8081"));
        assertThat(config.tokens().issuer()).isEqualTo("chat4all");
        assertThat(config.tokens().audience()).isEqualTo("chat4all");
        assertThat(config.tokens().lifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(config.corsOrigins()).containsExactly("*");
        assertThat(config.web().socketUrl()).isEqualTo(URI.create("ws://127.0.0.1:8085"));
        assertThat(config.web().simulatorUrl()).isEmpty();
        assertThat(config.web().demoUsers()).isEmpty();
        assertThat(config.s3().bucket()).isEqualTo("chat4all-files");
        assertThat(config.files().maxBytes()).isEqualTo(2_147_483_648L);
        assertThat(config.files().typesRefused()).isEmpty();
        assertThat(config.files().maxUnfinishedUploads()).isEqualTo(20);
        assertThat(config.toString())
                .doesNotContain("id-secret")
                .doesNotContain(LocalServers.S3_SECRET_KEY)
                .doesNotContain("internal-token")
                .doesNotContain("\"d\"");
    }

    @Test
    void asksForTheseNames() {
        var settings = Settings.of(Map.of());

        EdgeConfig.from(settings);

        assertThat(settings.names())
                .contains(
                        "CHAT4ALL_BIND_HOST",
                        "CHAT4ALL_CASSANDRA_CONTACT_POINTS",
                        "CHAT4ALL_CASSANDRA_DATACENTER",
                        "CHAT4ALL_CASSANDRA_KEYSPACE",
                        "CHAT4ALL_CORS_ORIGINS",
                        "CHAT4ALL_EDGE_PORT",
                        "CHAT4ALL_FILES_MAX_BYTES",
                        "CHAT4ALL_FILES_MAX_UNFINISHED_UPLOADS",
                        "CHAT4ALL_FILES_TYPES_REFUSED",
                        "CHAT4ALL_ID_SECRET",
                        "CHAT4ALL_INTERNAL_TOKEN",
                        "CHAT4ALL_KAFKA_BOOTSTRAP",
                        "CHAT4ALL_REDIS_URI",
                        "CHAT4ALL_S3_ACCESS_KEY",
                        "CHAT4ALL_S3_BUCKET",
                        "CHAT4ALL_S3_ENDPOINT",
                        "CHAT4ALL_S3_PUBLIC_ENDPOINT",
                        "CHAT4ALL_S3_REGION",
                        "CHAT4ALL_S3_SECRET_KEY",
                        "CHAT4ALL_TOKEN_AUDIENCE",
                        "CHAT4ALL_TOKEN_ISSUER",
                        "CHAT4ALL_TOKEN_LIFETIME",
                        "CHAT4ALL_TOKEN_SIGNING_KEY",
                        "CHAT4ALL_TOPOLOGY_URL",
                        "CHAT4ALL_WEB_DEMO_USERS",
                        "CHAT4ALL_WEB_SIMULATOR_URL",
                        "CHAT4ALL_WEB_SOCKET_URL",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "OTEL_SERVICE_NAME",
                        "OTEL_TRACES_SAMPLER_ARG");
        assertThatThrownBy(settings::finish)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CHAT4ALL_ID_SECRET is required")
                .hasMessageContaining("CHAT4ALL_INTERNAL_TOKEN is required")
                .hasMessageContaining("CHAT4ALL_S3_ACCESS_KEY is required")
                .hasMessageContaining("CHAT4ALL_S3_SECRET_KEY is required")
                .hasMessageContaining("CHAT4ALL_TOKEN_SIGNING_KEY is required");
    }

    @Test
    void refusesASigningKeyThatCannotSign() {
        for (var key : new String[] {"x", "{}", Tokens.KEY.toPublicJWK().toJSONString()}) {
            var environment = new HashMap<>(TestEdge.secrets());
            environment.put("CHAT4ALL_TOKEN_SIGNING_KEY", key);
            var config = EdgeConfig.from(Settings.of(environment));

            assertThatThrownBy(() -> EdgeApp.start(config))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("CHAT4ALL_TOKEN_SIGNING_KEY must be a private EC P-256 key as a JWK with kid");
        }
    }
}
