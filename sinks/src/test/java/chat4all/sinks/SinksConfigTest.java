package chat4all.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinksConfigTest {
    @Test
    void defaultsAreThoseOfTheLocalStack() {
        var settings = Settings.of(Map.of("CHAT4ALL_SINKS_STATE_DIR", "/var/lib/sinks"));

        var config = SinksConfig.from(settings);

        settings.finish();
        assertThat(config)
                .isEqualTo(new SinksConfig(
                        "127.0.0.1",
                        8083,
                        new KafkaConfig("127.0.0.1:9092", 1, 6),
                        new CassandraConfig(
                                List.of(InetSocketAddress.createUnresolved("127.0.0.1", 9042)),
                                "datacenter1",
                                "chat4all",
                                1),
                        URI.create("redis://127.0.0.1:6379"),
                        Path.of("/var/lib/sinks"),
                        "sinks-1",
                        TracingConfig.OFF));
    }

    @Test
    void namesAreTheDocumentedOnes() {
        var settings = Settings.of(Map.of());

        SinksConfig.from(settings);

        assertThat(settings.names())
                .filteredOn(name -> !name.startsWith("CHAT4ALL_LOG_"))
                .containsExactly(
                        "CHAT4ALL_BIND_HOST",
                        "CHAT4ALL_CASSANDRA_CONTACT_POINTS",
                        "CHAT4ALL_CASSANDRA_DATACENTER",
                        "CHAT4ALL_CASSANDRA_KEYSPACE",
                        "CHAT4ALL_CASSANDRA_REPLICATION",
                        "CHAT4ALL_KAFKA_BOOTSTRAP",
                        "CHAT4ALL_KAFKA_PARTITIONS",
                        "CHAT4ALL_KAFKA_REPLICATION",
                        "CHAT4ALL_REDIS_URI",
                        "CHAT4ALL_SINKS_INSTANCE",
                        "CHAT4ALL_SINKS_PORT",
                        "CHAT4ALL_SINKS_STATE_DIR",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "OTEL_SERVICE_NAME",
                        "OTEL_TRACES_SAMPLER_ARG");
    }
}
