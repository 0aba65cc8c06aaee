package chat4all.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds by how much the ports of a stack can be moved so that nobody has them. */
final class FreePorts {
    private static final int[] BASE_PORTS = {7000, 8081, 8082, 8083, 8084, 8085, 9000, 9042, 9092, 9093, 9400, 6379};

    private FreePorts() {}

    /** @param others what else the ports will be moved by */
    static int offset(int... others) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(10_000, 22_000))
                .limit(100)
                .filter(offset -> allFree(offset) && IntStream.of(others).allMatch(other -> allFree(offset + other)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no free ports"));
    }

    private static boolean allFree(int offset) {
        for (int base : BASE_PORTS) {
            try (ServerSocket socket = new ServerSocket(base + offset, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
