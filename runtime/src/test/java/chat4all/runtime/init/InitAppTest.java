package chat4all.runtime.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import chat4all.servers.LocalServers;
import chat4all.servers.Server;
import chat4all.servers.SharedServers;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the real Kafka, Cassandra and S3 server. */
class InitAppTest {
    private static final int PARTITIONS = 3;
    private static InitConfig config = new InitConfig(
            new KafkaConfig("", 1, PARTITIONS),
            Optional.empty(),
            new CassandraConfig(List.of(), LocalServers.CASSANDRA_DATACENTER, "init_test", 1),
            s3(URI.create("http://127.0.0.1"), LocalServers.S3_SECRET_KEY));

    @BeforeAll
    static void initialise() {
        SharedServers.start(EnumSet.of(Server.KAFKA, Server.CASSANDRA, Server.S3));
        config = new InitConfig(
                new KafkaConfig(SharedServers.kafka(), 1, PARTITIONS),
                Optional.empty(),
                new CassandraConfig(
                        List.of(SharedServers.cassandra()), LocalServers.CASSANDRA_DATACENTER, "init_test", 1),
                s3(SharedServers.s3(), LocalServers.S3_SECRET_KEY));
        InitApp.run(config);
    }

    @Test
    void createsEveryTopicWithItsPartitionsAndSettings() throws Exception {
        try (var admin = admin()) {
            for (Topic<?, ?> topic : Topics.all()) {
                assertThat(partitions(admin, topic.name())).as(topic.name()).isEqualTo(PARTITIONS);
                var expected = topic.equals(Topics.CONVERSATION_LOG) ? topic.kept(Optional.empty()) : topic;
                assertThat(settings(admin, topic.name())).containsAllEntriesOf(expected.config());
            }
        }
    }

    @Test
    void keepsTheConversationLogForAsLongAsIsConfigured() throws Exception {
        try (var admin = admin()) {
            assertThat(settings(admin, Topics.CONVERSATION_LOG.name())).containsEntry("retention.ms", "-1");
        }
    }

    @Test
    void createsTablesThatASessionFinds() {
        try (var session = Cassandra.connect(config.cassandra(), "init-test")) {
            var rows = session.execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = 'init_test'");

            assertThat(rows.all()).extracting(row -> row.getString(0)).contains("events_by_conversation", "users");
        }
    }

    @Test
    void opensSessionsThatAskAQuorumAndMayRepeatStatements() {
        try (var session = Cassandra.connect(config.cassandra(), "init-test")) {
            var options = session.getContext().getConfig().getDefaultProfile();

            assertThat(options.getString(DefaultDriverOption.REQUEST_CONSISTENCY))
                    .isEqualTo(ConsistencyLevel.LOCAL_QUORUM.name());
            assertThat(options.getBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE))
                    .isTrue();
            assertThat(session.getKeyspace()).map(Object::toString).contains("init_test");
        }
    }

    @Test
    void changesNothingWhenItRunsAgain() throws Exception {
        Map<String, String> before;
        try (var admin = admin()) {
            before = settings(admin, Topics.MESSAGES.name());
        }

        InitApp.run(config);

        try (var admin = admin()) {
            assertThat(settings(admin, Topics.MESSAGES.name())).isEqualTo(before);
        }
    }

    @Test
    void refusesTopicsWithAnotherNumberOfPartitions() {
        var other = new KafkaConfig(config.kafka().bootstrap(), 1, PARTITIONS + 1);

        assertThatThrownBy(() -> KafkaTopics.create(other, List.of(Topics.MESSAGES)))
                .hasMessageContaining("CHAT4ALL_KAFKA_PARTITIONS=4: messages has 3");
    }

    @Test
    void failsAtOnceWhenTheCredentialsOfTheBucketAreWrong() {
        var wrong = s3(config.s3().endpoint(), "wrong-secret");

        assertThatThrownBy(() -> S3Bucket.create(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("S3 at")
                .hasMessageNotContaining("wrong-secret");
    }

    private static S3Config s3(URI endpoint, String secret) {
        return new S3Config(
                endpoint, endpoint, "us-east-1", "init-test", LocalServers.S3_ACCESS_KEY, new Secret(secret));
    }

    private static Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrap()));
    }

    private static int partitions(Admin admin, String topic) throws ExecutionException, InterruptedException {
        var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
        return described.values().iterator().next().partitions().size();
    }

    private static Map<String, String> settings(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var described = admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next();
        var settings = new TreeMap<String, String>();
        described.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
        return settings;
    }
}
