package chat4all.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.runtime.init.InitConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins the names and defaults: they are a promise to whoever deploys. */
class ConfigRecordsTest {

    @Test
    void haveTheseNamesAndDefaults() {
        var settings = Settings.of(Map.of("CHAT4ALL_S3_ACCESS_KEY", "key", "CHAT4ALL_S3_SECRET_KEY", "secret"));

        var config = InitConfig.from(settings);

        settings.finish();
        assertThat(config.kafka()).isEqualTo(new KafkaConfig("127.0.0.1:9092", 1, 6));
        assertThat(config.logRetention()).contains(Duration.ofDays(30));
        assertThat(config.cassandra())
                .isEqualTo(new CassandraConfig(
                        List.of(InetSocketAddress.createUnresolved("127.0.0.1", 9042)), "datacenter1", "chat4all", 1));
        assertThat(config.s3())
                .isEqualTo(new S3Config(
                        URI.create("http://127.0.0.1:9000"),
                        URI.create("http://127.0.0.1:9000"),
                        "us-east-1",
                        "chat4all-files",
                        "key",
                        new Secret("secret")));
        assertThat(settings.names())
                .containsExactly(
                        "CHAT4ALL_CASSANDRA_CONTACT_POINTS",
                        "CHAT4ALL_CASSANDRA_DATACENTER",
                        "CHAT4ALL_CASSANDRA_KEYSPACE",
                        "CHAT4ALL_CASSANDRA_REPLICATION",
                        "CHAT4ALL_CONVERSATION_LOG_RETENTION",
                        "CHAT4ALL_KAFKA_BOOTSTRAP",
                        "CHAT4ALL_KAFKA_PARTITIONS",
                        "CHAT4ALL_KAFKA_REPLICATION",
                        "CHAT4ALL_LOG_FORMAT",
                        "CHAT4ALL_LOG_LEVEL",
                        "CHAT4ALL_S3_ACCESS_KEY",
                        "CHAT4ALL_S3_BUCKET",
                        "CHAT4ALL_S3_ENDPOINT",
                        "CHAT4ALL_S3_PUBLIC_ENDPOINT",
                        "CHAT4ALL_S3_REGION",
                        "CHAT4ALL_S3_SECRET_KEY");
    }

    @ParameterizedTest
    @CsvSource({"90d, PT2160H", "forever,"})
    void keepTheConversationLogForADurationOrForEver(String text, @Nullable Duration kept) {
        var config = InitConfig.from(settings(text));

        assertThat(config.logRetention()).isEqualTo(Optional.ofNullable(kept));
    }

    @Test
    void refuseARetentionThatIsNeither() {
        var settings = settings("always");

        InitConfig.from(settings);

        assertThatThrownBy(settings::finish)
                .hasMessageContaining("CHAT4ALL_CONVERSATION_LOG_RETENTION must be a duration")
                .hasMessageContaining("or forever");
    }

    private static Settings settings(String retention) {
        return Settings.of(Map.of(
                "CHAT4ALL_S3_ACCESS_KEY", "key",
                "CHAT4ALL_S3_SECRET_KEY", "secret",
                "CHAT4ALL_CONVERSATION_LOG_RETENTION", retention));
    }
}
