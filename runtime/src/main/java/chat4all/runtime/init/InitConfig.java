package chat4all.runtime.init;

import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Settings;

/** Where topics, tables and bucket are to be. */
public record InitConfig(KafkaConfig kafka, CassandraConfig cassandra, S3Config s3) {

    public static InitConfig from(Settings settings) {
        return new InitConfig(KafkaConfig.from(settings), CassandraConfig.from(settings), S3Config.from(settings));
    }
}
