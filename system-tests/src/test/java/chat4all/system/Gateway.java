package chat4all.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One more WebSocket gateway beside the stack's, as behind a load balancer. */
final class Gateway implements AutoCloseable {
    private final Command process;
    private final int port;

    private Gateway(Command process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns when it is ready. */
    static Gateway start(Stack stack) {
        int port = freePort();
        var gateway = new Gateway(
                Command.start(
                        stack.outputFile("gateway"),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                "compose/local/target/chat4all-local.jar",
                                "chat4all.push.PushApp"),
                        "CHAT4ALL_PUSH_PORT",
                        Integer.toString(port),
                        "CHAT4ALL_REDIS_URI",
                        "redis://127.0.0.1:" + stack.redisPort(),
                        "CHAT4ALL_CASSANDRA_CONTACT_POINTS",
                        "127.0.0.1:" + stack.cassandraPort(),
                        "CHAT4ALL_EDGE_URL",
                        stack.api().toString(),
                        "CHAT4ALL_TOKEN_JWKS_URI",
                        stack.api() + "/.well-known/jwks.json"),
                port);
        Api health = Api.anonymous(URI.create("http://localhost:" + port));
        await("a second gateway")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> health.get("/health/ready").status() == 200);
        return gateway;
    }

    URI webSocket() {
        return URI.create("ws://localhost:" + port);
    }

    /** kill -9; nobody starts it again. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
