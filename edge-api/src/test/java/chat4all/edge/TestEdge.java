package chat4all.edge;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.Settings;
import chat4all.runtime.init.S3Bucket;
import chat4all.schemas.Topics;
import chat4all.servers.LocalServers;
import chat4all.servers.Server;
import chat4all.servers.SharedServers;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/** One edge on the real servers, shared by the tests of this JVM; they keep apart by their own names. */
final class TestEdge {
    static final long MAX_FILE_BYTES = 160_000_000;
    private static final AtomicInteger NAMES = new AtomicInteger();

    final LocalServers servers;
    final TopologyStub topology = new TopologyStub();
    final CqlSession cassandra;
    final EdgeApp app;

    private TestEdge() {
        servers = SharedServers.start(EnumSet.of(Server.KAFKA, Server.CASSANDRA, Server.REDIS, Server.S3));
        createTopics(servers.kafkaBootstrap());
        cassandra = createTables();
        TopicReader.follow(this, Topics.MESSAGES, topology::take);
        var config = EdgeConfig.from(Settings.of(environment()));
        S3Bucket.create(config.s3());
        app = EdgeApp.start(config);
        var api = new Api(app.port(), Optional.empty());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/health/ready").status() == 200);
    }

    static TestEdge shared() {
        return Holder.EDGE;
    }

    Api as(String userId) {
        return new Api(app.port(), Optional.of(Tokens.of(userId)));
    }

    Api anonymous() {
        return new Api(app.port(), Optional.empty());
    }

    /** A name that no other test uses. */
    static String name(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /** An account, made as the edge makes it. */
    String user(String prefix) {
        var userId = "user_" + prefix + NAMES.incrementAndGet();
        cassandra.execute("INSERT INTO users (user_id, username) VALUES (?, ?)", userId, userId);
        return userId;
    }

    Map<String, String> environment() {
        var environment = new HashMap<>(secrets());
        var cassandraPoint = servers.cassandraContactPoint();
        environment.put("CHAT4ALL_EDGE_PORT", "0");
        environment.put("CHAT4ALL_KAFKA_BOOTSTRAP", servers.kafkaBootstrap());
        environment.put("CHAT4ALL_CASSANDRA_CONTACT_POINTS", "127.0.0.1:" + cassandraPoint.getPort());
        environment.put("CHAT4ALL_REDIS_URI", servers.redisUri().toString());
        environment.put("CHAT4ALL_TOPOLOGY_URL", topology.uri().toString());
        environment.put("CHAT4ALL_S3_ENDPOINT", servers.s3Endpoint().toString());
        environment.put("CHAT4ALL_FILES_MAX_BYTES", Long.toString(MAX_FILE_BYTES));
        environment.put("CHAT4ALL_FILES_TYPES_REFUSED", "application/x-msdownload");
        return environment;
    }

    static Map<String, String> secrets() {
        return Map.of(
                "CHAT4ALL_INTERNAL_TOKEN",
                TopologyStub.TOKEN,
                "CHAT4ALL_ID_SECRET",
                "id-secret",
                "CHAT4ALL_TOKEN_SIGNING_KEY",
                Tokens.KEY.toJSONString(),
                "CHAT4ALL_S3_ACCESS_KEY",
                LocalServers.S3_ACCESS_KEY,
                "CHAT4ALL_S3_SECRET_KEY",
                LocalServers.S3_SECRET_KEY);
    }

    private static void createTopics(String bootstrap) {
        var topics = List.of(Topics.MESSAGES, Topics.STATUS_UPDATES, Topics.WATERMARKS).stream()
                .map(topic -> new NewTopic(topic.name(), 2, (short) 1).configs(topic.config()))
                .toList();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private CqlSession createTables() {
        var config = new CassandraConfig(
                List.of(servers.cassandraContactPoint()), LocalServers.CASSANDRA_DATACENTER, "chat4all", 1);
        try (var session = Cassandra.connectWithoutKeyspace(config, "test");
                var script = Topics.class.getResourceAsStream("/chat4all/schema.cql")) {
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("--[^\n]*", "")
                    .replace("${keyspace}", config.keyspace())
                    .replace("${datacenter}", config.datacenter())
                    .replace("${replication}", "1");
            for (var statement : text.split(";")) {
                if (!statement.isBlank()) {
                    session.execute(SimpleStatement.newInstance(statement).setTimeout(Duration.ofSeconds(20)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Cassandra.connect(config, "test");
    }

    private static final class Holder {
        static final TestEdge EDGE = new TestEdge();
    }
}
