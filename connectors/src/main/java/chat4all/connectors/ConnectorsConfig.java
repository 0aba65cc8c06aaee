package chat4all.connectors;

import chat4all.connectors.delivery.DeliveryConfig;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the connectors are told by their environment.
 *
 * @param instance name of this instance, kept over restarts: a second of that name takes its work away
 * @param accounts file that names the accounts; without it nothing is sent and no webhook is taken
 * @param idSecret key of the hash that makes ids of conversations; the edge's
 * @param mediaPatience how long a file that a contact sent is asked for before the message goes on without it
 * @param answerTimeout how long a platform may take to answer a call before its outcome is unknown
 */
public record ConnectorsConfig(
        String bindHost,
        int port,
        String instance,
        KafkaConfig kafka,
        CassandraConfig cassandra,
        S3Config s3,
        Optional<Path> accounts,
        Secret idSecret,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration mediaPatience,
        DeliveryConfig delivery,
        TracingConfig tracing) {

    public static ConnectorsConfig from(Settings settings) {
        return new ConnectorsConfig(
                settings.text("CHAT4ALL_BIND_HOST", "127.0.0.1"),
                settings.port("CHAT4ALL_CONNECTORS_PORT", 8084),
                settings.text("CHAT4ALL_CONNECTORS_INSTANCE", "connectors-1"),
                KafkaConfig.from(settings),
                CassandraConfig.from(settings),
                S3Config.from(settings),
                settings.optional("CHAT4ALL_CHANNEL_ACCOUNTS_FILE").map(Path::of),
                settings.secret("CHAT4ALL_ID_SECRET"),
                settings.duration("CHAT4ALL_CONNECTORS_CONNECT_TIMEOUT", Duration.ofSeconds(5)),
                settings.duration("CHAT4ALL_CONNECTORS_ANSWER_TIMEOUT", Duration.ofSeconds(10)),
                settings.duration("CHAT4ALL_CONNECTORS_MEDIA_PATIENCE", Duration.ofMinutes(2)),
                DeliveryConfig.from(settings),
                TracingConfig.from(settings));
    }
}
