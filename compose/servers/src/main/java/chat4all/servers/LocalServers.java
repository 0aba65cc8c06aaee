package chat4all.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Real servers as children of this JVM, for tests: start, stop, kill and freeze them one by one. Data stays in the
 * directory, so a server that is started again finds what it had. Methods return when the effect has been reached.
 */
public final class LocalServers implements AutoCloseable {

    public static final String S3_REGION = "us-east-1";
    public static final String S3_ACCESS_KEY = "local-access";
    public static final String S3_SECRET_KEY = "local-secret-key";
    public static final String CASSANDRA_DATACENTER = "datacenter1";

    /** Kafka last: its storage is formatted first, and the others need not wait for that. */
    private static final List<Server> LAUNCH_ORDER = List.of(Server.CASSANDRA, Server.S3, Server.REDIS, Server.KAFKA);

    private final Path directory;
    private final Ports ports;
    private final Map<Server, ChildProcess> children = new EnumMap<>(Server.class);

    private LocalServers(Path directory, Ports ports) {
        this.directory = directory;
        this.ports = ports;
    }

    /** Starts the servers side by side and returns when all of them serve. */
    public static LocalServers start(Path directory, Ports ports, Set<Server> servers) {
        LocalServers started = new LocalServers(directory, ports);
        try {
            started.start(servers);
            return started;
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    /** Starts those of the servers that are not running and waits until all of them serve. */
    public synchronized void start(Set<Server> servers) {
        uninterrupted(() -> {
            for (Server server : LAUNCH_ORDER) {
                if (servers.contains(server) && !isRunning(server)) {
                    launch(server);
                }
            }
            for (Server server : servers) {
                child(server).awaitReady();
            }
        });
    }

    /** Starts one server, if it is not running, and waits until it serves. */
    public void start(Server server) {
        start(EnumSet.of(server));
    }

    /** Ends one server as an administrator would. */
    public synchronized void stop(Server server) {
        uninterrupted(() -> child(server).stop());
    }

    /** kill -9. */
    public synchronized void kill(Server server) {
        uninterrupted(() -> child(server).kill());
    }

    /** Freezes a server: connections stay open and nothing is answered. */
    public synchronized void pause(Server server) {
        uninterrupted(() -> child(server).pause());
    }

    public synchronized void resume(Server server) {
        uninterrupted(() -> child(server).resume());
    }

    public synchronized boolean isRunning(Server server) {
        ChildProcess child = children.get(server);
        return child != null && child.isAlive();
    }

    public synchronized long pid(Server server) {
        return child(server).process().pid();
    }

    public Ports ports() {
        return ports;
    }

    public String kafkaBootstrap() {
        return "127.0.0.1:" + ports.kafka();
    }

    public InetSocketAddress cassandraContactPoint() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.cassandra());
    }

    public URI redisUri() {
        return URI.create("redis://127.0.0.1:" + ports.redis());
    }

    public URI s3Endpoint() {
        return URI.create("http://127.0.0.1:" + ports.s3());
    }

    /** Where the store keeps each object, and each part of an unfinished one, as a plain file. */
    public Path s3Data() {
        return directory.resolve("data/s3");
    }

    /** Kills whatever runs; the data stays. Tests throw their data away, so nobody waits for a tidy end. */
    @Override
    public synchronized void close() {
        uninterrupted(() -> {
            for (ChildProcess child : children.values()) {
                child.kill();
            }
        });
    }

    private void launch(Server server) throws InterruptedException {
        ChildProcess child = ChildProcess.start(ServerSpecs.of(server, directory, ports));
        children.put(server, child);
        TestDirectory.record(directory, child.process().toHandle());
    }

    private ChildProcess child(Server server) {
        ChildProcess child = children.get(server);
        if (child == null) {
            throw new IllegalStateException(server.id() + " was never started");
        }
        return child;
    }

    private static void uninterrupted(Step step) {
        try {
            step.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was being handled", interrupted);
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }
}
