package chat4all.runtime.cassandra;

import chat4all.runtime.Patience;
import chat4all.runtime.config.CassandraConfig;
import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Opens sessions that are configured alike: LOCAL_QUORUM, statements idempotent unless said otherwise, five seconds for
 * a request. Opening waits up to a minute for a node to answer and for the keyspace to exist, then fails with the cause.
 */
public final class Cassandra {
    private Cassandra() {}

    /** A session in our keyspace. */
    public static CqlSession connect(CassandraConfig config, String applicationName) {
        return open(config, () -> builder(config, applicationName).withKeyspace(config.keyspace()));
    }

    /** A session without keyspace, for creating it. */
    public static CqlSession connectWithoutKeyspace(CassandraConfig config, String applicationName) {
        return open(config, () -> builder(config, applicationName));
    }

    /** Whether a node answers, as far as the driver knows; asks nobody. */
    public static boolean isConnected(CqlSession session) {
        return session.getMetadata().getNodes().values().stream()
                .anyMatch(node -> node.getState() == NodeState.UP && node.getOpenConnections() > 0);
    }

    private static CqlSessionBuilder builder(CassandraConfig config, String applicationName) {
        return CqlSession.builder()
                .withApplicationName(applicationName)
                .withLocalDatacenter(config.datacenter())
                .withConfigLoader(options(applicationName));
    }

    private static DriverConfigLoader options(String applicationName) {
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.SESSION_NAME, applicationName)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
                .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, 1)
                // The driver gathers schema changes for a second before it answers a DDL statement.
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(1))
                .build();
    }

    private static CqlSession open(CassandraConfig config, Supplier<CqlSessionBuilder> builder) {
        return Patience.await("Cassandra at " + config.contactPoints(), Cassandra::mayPass, () -> builder.get()
                .addContactPoints(
                        config.contactPoints().stream().map(Cassandra::resolved).toList())
                .build());
    }

    private static boolean mayPass(Exception e) {
        return e instanceof AllNodesFailedException
                || e instanceof InvalidKeyspaceException
                || e instanceof DriverTimeoutException;
    }

    private static InetSocketAddress resolved(InetSocketAddress address) {
        return new InetSocketAddress(address.getHostString(), address.getPort());
    }
}
