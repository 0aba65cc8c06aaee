package chat4all.runtime.init;

import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Settings;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.Optional;

/**
 * Where topics, tables and bucket are to be.
 *
 * @param logRetention how long {@code conversation-log} keeps events, empty for ever; a topic that exists stays as it is
 */
public record InitConfig(KafkaConfig kafka, Optional<Duration> logRetention, CassandraConfig cassandra, S3Config s3) {
    public static InitConfig from(Settings settings) {
        return new InitConfig(
                KafkaConfig.from(settings),
                settings.durationOrForever("CHAT4ALL_CONVERSATION_LOG_RETENTION", Topics.CONVERSATION_LOG.kept()),
                CassandraConfig.from(settings),
                S3Config.from(settings));
    }
}
