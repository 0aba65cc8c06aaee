package chat4all.runtime.init;

import chat4all.runtime.Patience;
import chat4all.runtime.config.KafkaConfig;
import chat4all.schemas.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing. One that exists keeps its settings; with another number of partitions it is
 * refused, for keys would then meet other state than they did.
 */
final class KafkaTopics {
    private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);

    private KafkaTopics() {}

    static void create(KafkaConfig config, List<Topic<?, ?>> topics) {
        var wanted = topics.stream().map(topic -> newTopic(topic, config)).toList();
        Map<String, Object> options = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        try (var admin = Admin.create(options)) {
            var server = "Kafka at " + config.bootstrap();
            int created = Patience.await(server, KafkaTopics::mayPass, () -> createMissing(admin, wanted));
            var partitions = Patience.await(server, KafkaTopics::mayPass, () -> partitions(admin, wanted));
            refuseOthers(partitions, config.partitions());
            log.info("Topics: {} created, {} were there", created, wanted.size() - created);
        }
    }

    private static NewTopic newTopic(Topic<?, ?> topic, KafkaConfig config) {
        var settings = new HashMap<>(topic.config());
        // With three copies or more, an acknowledged record is on two of them whichever broker is lost.
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, config.replication() > 2 ? "2" : "1");
        return new NewTopic(topic.name(), config.partitions(), (short) config.replication()).configs(settings);
    }

    private static int createMissing(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        int created = 0;
        for (var answer : admin.createTopics(wanted).values().values()) {
            try {
                answer.get();
                created++;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return created;
    }

    private static Map<String, Integer> partitions(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        var names = wanted.stream().map(NewTopic::name).toList();
        var partitions = new HashMap<String, Integer>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    private static void refuseOthers(Map<String, Integer> partitions, int expected) {
        var others = partitions.entrySet().stream()
                .filter(topic -> topic.getValue() != expected)
                .map(topic -> topic.getKey() + " has " + topic.getValue())
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalStateException("Topics exist with another number of partitions than "
                    + "CHAT4ALL_KAFKA_PARTITIONS=" + expected + ": " + String.join(", ", others)
                    + ". The number cannot be changed once there is data; set it to what is there.");
        }
    }

    /** Too few brokers for the replication factor is how a cluster looks that is still starting. */
    private static boolean mayPass(Exception e) {
        return e.getCause() instanceof RetriableException || e.getCause() instanceof InvalidReplicationFactorException;
    }
}
