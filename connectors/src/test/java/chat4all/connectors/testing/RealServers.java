package chat4all.connectors.testing;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Kafka and Cassandra with the topic and the tables that inbound messages need, once for all tests of this module. */
public final class RealServers {
    public static final LocalServers SERVERS = SharedServers.start(EnumSet.of(Server.KAFKA, Server.CASSANDRA));
    public static final CassandraConfig CASSANDRA = new CassandraConfig(
            List.of(SERVERS.cassandraContactPoint()), LocalServers.CASSANDRA_DATACENTER, "connectors_test", 1);
    public static final CqlSession SESSION = prepared();

    private RealServers() {}

    private static CqlSession prepared() {
        var messages = new NewTopic(Topics.MESSAGES.name(), 2, (short) 1).configs(Topics.MESSAGES.config());
        try (var admin = Admin.create(Map.of("bootstrap.servers", SERVERS.kafkaBootstrap()));
                var session = Cassandra.connectWithoutKeyspace(CASSANDRA, "connectors-test")) {
            admin.createTopics(List.of(messages)).all().get();
            for (var statement : schema().split(";")) {
                if (!statement.isBlank()) {
                    session.execute(SimpleStatement.newInstance(statement).setTimeout(Duration.ofSeconds(20)));
                }
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return Cassandra.connect(CASSANDRA, "connectors-test");
    }

    private static String schema() {
        try (var script = Objects.requireNonNull(Topics.class.getResourceAsStream("/chat4all/schema.cql"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("--[^\n]*", "")
                    .replace("${keyspace}", CASSANDRA.keyspace())
                    .replace("${datacenter}", CASSANDRA.datacenter())
                    .replace("${replication}", "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
