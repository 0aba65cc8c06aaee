package chat4all.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.delivery.DeliveryConfig;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorsConfigTest {
    private static final Settings LEAST = Settings.of(Map.of(
            "CHAT4ALL_ID_SECRET", "a secret that is long enough to be one",
            "CHAT4ALL_S3_ACCESS_KEY", "key",
            "CHAT4ALL_S3_SECRET_KEY", "secret"));

    @Test
    void hasTheseDefaultsAndNames() {
        var config = ConnectorsConfig.from(LEAST);

        LEAST.finish();
        assertThat(config)
                .isEqualTo(new ConnectorsConfig(
                        "127.0.0.1",
                        8084,
                        "connectors-1",
                        KafkaConfig.from(Settings.of(Map.of())),
                        CassandraConfig.from(Settings.of(Map.of())),
                        S3Config.from(LEAST),
                        Optional.empty(),
                        new Secret("a secret that is long enough to be one"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(2),
                        new DeliveryConfig(
                                8,
                                Duration.ofMillis(500),
                                Duration.ofMinutes(5),
                                Duration.ofDays(7),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(2),
                                16,
                                true),
                        TracingConfig.OFF));
        assertThat(LEAST.names())
                .contains(
                        "CHAT4ALL_CONNECTORS_PORT",
                        "CHAT4ALL_CONNECTORS_INSTANCE",
                        "CHAT4ALL_CHANNEL_ACCOUNTS_FILE",
                        "CHAT4ALL_CONNECTORS_CONNECT_TIMEOUT",
                        "CHAT4ALL_CONNECTORS_ANSWER_TIMEOUT",
                        "CHAT4ALL_CONNECTORS_MEDIA_PATIENCE",
                        "CHAT4ALL_S3_ENDPOINT",
                        "CHAT4ALL_CONNECTORS_MAX_ATTEMPTS",
                        "CHAT4ALL_CONNECTORS_BACKOFF",
                        "CHAT4ALL_CONNECTORS_MAX_BACKOFF",
                        "CHAT4ALL_CONNECTORS_GIVE_UP_AFTER",
                        "CHAT4ALL_CONNECTORS_ACCOUNT_PAUSE",
                        "CHAT4ALL_CONNECTORS_PARK_AFTER",
                        "CHAT4ALL_CONNECTORS_CONCURRENCY",
                        "CHAT4ALL_CONNECTORS_RATE_LIMITS",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "OTEL_SERVICE_NAME",
                        "OTEL_TRACES_SAMPLER_ARG");
    }
}
