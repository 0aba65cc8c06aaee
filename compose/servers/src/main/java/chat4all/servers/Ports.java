package chat4all.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback ports of one set of servers. */
public record Ports(int kafka, int kafkaController, int cassandra, int cassandraStorage, int redis, int s3) {

    private static final int LOWEST_RANDOM = 20_000;
    /** Linux gives out 32768 and above to outgoing connections: a port picked there may be taken before it is bound. */
    private static final int HIGHEST_RANDOM = 32_000;

    /** The well-known ports, each moved by {@code offset}. */
    public static Ports standard(int offset) {
        return new Ports(9092 + offset, 9093 + offset, 9042 + offset, 7000 + offset, 6379 + offset, 9000 + offset);
    }

    /** Six ports that were free a moment ago. */
    public static Ports random() {
        Set<Integer> found = new LinkedHashSet<>();
        while (found.size() < 6) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST_RANDOM, HIGHEST_RANDOM);
            if (isFree(candidate)) {
                found.add(candidate);
            }
        }
        List<Integer> free = List.copyOf(found);
        return new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4), free.get(5));
    }

    /** The port on which clients reach the server. */
    public int of(Server server) {
        return switch (server) {
            case KAFKA -> kafka;
            case CASSANDRA -> cassandra;
            case REDIS -> redis;
            case S3 -> s3;
        };
    }

    /** Every port that the server binds. */
    public List<Integer> boundBy(Server server) {
        return switch (server) {
            case KAFKA -> List.of(kafka, kafkaController);
            case CASSANDRA -> List.of(cassandra, cassandraStorage);
            case REDIS -> List.of(redis);
            case S3 -> List.of(s3);
        };
    }

    /** Whether this process could bind the loopback port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
