package chat4all.connectors.testing;

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
public final class RealServers {
    public static final LocalServers SERVERS = SharedServers.start(EnumSet.allOf(Server.class));
    public static final KafkaConfig KAFKA = new KafkaConfig(SERVERS.kafkaBootstrap(), 1, 3);
    public static final CassandraConfig CASSANDRA = new CassandraConfig(
            List.of(SERVERS.cassandraContactPoint()), LocalServers.CASSANDRA_DATACENTER, "connectors_test", 1);

    public static final S3Config S3 = new S3Config(
            SERVERS.s3Endpoint(),
            SERVERS.s3Endpoint(),
            LocalServers.S3_REGION,
            "connectors-test",
            LocalServers.S3_ACCESS_KEY,
            new Secret(LocalServers.S3_SECRET_KEY));

    public static final CqlSession SESSION = prepared();

    private RealServers() {}

    private static CqlSession prepared() {
        InitApp.run(new InitConfig(KAFKA, Optional.empty(), CASSANDRA, S3));
        return Cassandra.connect(CASSANDRA, "connectors-test");
    }
}
