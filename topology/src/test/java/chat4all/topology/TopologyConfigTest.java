package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.runtime.config.ConfigurationException;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults: they are a promise to whoever deploys. */
class TopologyConfigTest {

    @Test
    void hasTheseNamesAndDefaults() {
        Settings settings =
                Settings.of(Map.of("CHAT4ALL_TOPOLOGY_STATE_DIR", "state", "CHAT4ALL_INTERNAL_TOKEN", "token"));

        TopologyConfig config = TopologyConfig.from(settings);

        settings.finish();
        assertThat(config)
                .isEqualTo(new TopologyConfig(
                        "127.0.0.1",
                        8081,
                        "127.0.0.1:8081",
                        Path.of("state"),
                        1,
                        "topology-1",
                        0,
                        false,
                        new KafkaConfig("127.0.0.1:9092", 1, 6),
                        new Secret("token"),
                        new Retention(Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(2), Duration.ofDays(35)),
                        TracingConfig.OFF));
        assertThat(settings.names())
                .containsExactly(
                        "CHAT4ALL_BIND_HOST",
                        "CHAT4ALL_INTERNAL_TOKEN",
                        "CHAT4ALL_KAFKA_BOOTSTRAP",
                        "CHAT4ALL_KAFKA_PARTITIONS",
                        "CHAT4ALL_KAFKA_REPLICATION",
                        "CHAT4ALL_LOG_FORMAT",
                        "CHAT4ALL_LOG_LEVEL",
                        "CHAT4ALL_TOPOLOGY_ADVERTISED",
                        "CHAT4ALL_TOPOLOGY_INSTANCE",
                        "CHAT4ALL_TOPOLOGY_PORT",
                        "CHAT4ALL_TOPOLOGY_REBUILD_STATE",
                        "CHAT4ALL_TOPOLOGY_STANDBYS",
                        "CHAT4ALL_TOPOLOGY_STATE_DIR",
                        "CHAT4ALL_TOPOLOGY_STATUS_RETENTION",
                        "CHAT4ALL_TOPOLOGY_THREADS",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "OTEL_SERVICE_NAME",
                        "OTEL_TRACES_SAMPLER_ARG");
    }

    @Test
    void isAdvertisedUnderItsPortUnlessTold() {
        Settings settings = Settings.of(Map.of(
                "CHAT4ALL_TOPOLOGY_STATE_DIR", "state",
                "CHAT4ALL_INTERNAL_TOKEN", "token",
                "CHAT4ALL_TOPOLOGY_PORT", "8181"));

        assertThat(TopologyConfig.from(settings).advertised()).isEqualTo("127.0.0.1:8181");
    }

    @Test
    void needsAStateDirectoryAndTheServiceToken() {
        Settings settings = Settings.of(Map.of());

        TopologyConfig.from(settings);

        assertThatThrownBy(settings::finish)
                .isInstanceOfSatisfying(ConfigurationException.class, faulty -> assertThat(faulty.problems())
                        .hasSize(2)
                        .anyMatch(problem -> problem.contains("CHAT4ALL_TOPOLOGY_STATE_DIR"))
                        .anyMatch(problem -> problem.contains("CHAT4ALL_INTERNAL_TOKEN")));
    }

    @Test
    void neverShowsTheServiceToken() {
        assertThat(TopologyFixture.config(Path.of("state")).toString())
                .contains("[REDACTED]")
                .doesNotContain("internalToken=token");
    }
}
