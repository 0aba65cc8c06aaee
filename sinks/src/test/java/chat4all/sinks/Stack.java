package chat4all.sinks;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Secret;
import chat4all.runtime.init.InitApp;
import chat4all.runtime.init.InitConfig;
import chat4all.servers.LocalServers;
import chat4all.servers.Server;
import chat4all.servers.SharedServers;
import com.datastax.oss.driver.api.core.CqlSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The real servers with the platform's topics and tables in them, once for all tests of this module. */
public final class Stack {
    public static final LocalServers SERVERS = SharedServers.start(EnumSet.allOf(Server.class));
    public static final KafkaConfig KAFKA = new KafkaConfig(SERVERS.kafkaBootstrap(), 1, 3);
    public static final CassandraConfig CASSANDRA = new CassandraConfig(
            List.of(SERVERS.cassandraContactPoint()), LocalServers.CASSANDRA_DATACENTER, "sinks_test", 1);
    public static final CqlSession SESSION = prepared();

    private Stack() {}

    private static CqlSession prepared() {
        InitApp.run(new InitConfig(
                KAFKA,
                Optional.empty(),
                CASSANDRA,
                new S3Config(
                        SERVERS.s3Endpoint(),
                        SERVERS.s3Endpoint(),
                        LocalServers.S3_REGION,
                        "sinks-test",
                        LocalServers.S3_ACCESS_KEY,
                        new Secret(LocalServers.S3_SECRET_KEY))));
        return Cassandra.connect(CASSANDRA, "sinks-test");
    }
}
