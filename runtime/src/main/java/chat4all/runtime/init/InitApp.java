package chat4all.runtime.init;

import chat4all.runtime.Service;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import java.util.List;

/**
 * Creates what is missing of topics, keyspace, tables and bucket, and leaves alone what is there: running it again, or
 * twice at once, changes nothing. Waits up to a minute for each server.
 */
public final class InitApp {
    private InitApp() {}

    public static void main(String[] args) {
        Service.once("init", InitConfig::from, InitApp::run, args);
    }

    public static void run(InitConfig config) {
        KafkaTopics.create(config.kafka(), topics(config));
        CassandraTables.create(config.cassandra());
        S3Bucket.create(config.s3());
    }

    private static List<Topic<?, ?>> topics(InitConfig config) {
        return Topics.all().stream()
                .map(topic -> topic.equals(Topics.CONVERSATION_LOG) ? topic.kept(config.logRetention()) : topic)
                .toList();
    }
}
