package chat4all.servers;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * The servers that all tests of one JVM share. Each starts when it is first asked for, on random ports and in a
 * temporary directory, and ends with the JVM. Tests keep apart by naming their own topics, keyspaces, keys and buckets.
 */
public final class SharedServers {

    private SharedServers() {}

    /** Bootstrap servers of a broker that serves. */
    public static String kafka() {
        return started(Server.KAFKA).kafkaBootstrap();
    }

    /** Contact point of a node that serves; its data centre is {@link LocalServers#CASSANDRA_DATACENTER}. */
    public static InetSocketAddress cassandra() {
        return started(Server.CASSANDRA).cassandraContactPoint();
    }

    public static URI redis() {
        return started(Server.REDIS).redisUri();
    }

    /** Endpoint with path-style buckets; keys are in {@link LocalServers}. */
    public static URI s3() {
        return started(Server.S3).s3Endpoint();
    }

    /** Starts several side by side, which is quicker than one after the other; also the way to kill or freeze one. */
    public static LocalServers start(Set<Server> servers) {
        Holder.SERVERS.start(servers);
        return Holder.SERVERS;
    }

    private static LocalServers started(Server server) {
        return start(EnumSet.of(server));
    }

    private static final class Holder {
        static final LocalServers SERVERS = create();

        private static LocalServers create() {
            Path directory = TestDirectory.create();
            LocalServers servers = LocalServers.start(directory, Ports.random(), EnumSet.noneOf(Server.class));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                servers.close();
                TestDirectory.delete(directory);
            }));
            return servers;
        }
    }
}
