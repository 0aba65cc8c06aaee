package chat4all.sinks;

import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the sinks' process listens and what it connects to. {@code instance} is unique among the processes and stays the
 * same over restarts; {@code stateDirectory} is one process's own.
 */
public record SinksConfig(
        String host,
        int port,
        KafkaConfig kafka,
        CassandraConfig cassandra,
        URI redis,
        Path stateDirectory,
        String instance,
        TracingConfig tracing) {

    public static SinksConfig from(Settings settings) {
        return new SinksConfig(
                settings.text("CHAT4ALL_BIND_HOST", "127.0.0.1"),
                settings.port("CHAT4ALL_SINKS_PORT", 8083),
                KafkaConfig.from(settings),
                CassandraConfig.from(settings),
                settings.uri("CHAT4ALL_REDIS_URI", "redis://127.0.0.1:6379"),
                settings.path("CHAT4ALL_SINKS_STATE_DIR"),
                settings.text("CHAT4ALL_SINKS_INSTANCE", "sinks-1"),
                TracingConfig.from(settings));
    }
}
