package chat4all.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.push.redis.Publisher;
import chat4all.servers.JavaCommand;
import chat4all.servers.LocalServers;
import chat4all.servers.SharedServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who was away for a long time, at a gateway that has less memory than there is to tell. */
@Tag("long")
class BacklogTest {
    private static final Logger log = LoggerFactory.getLogger(BacklogTest.class);
    private static final int MESSAGES = 100_000;
    private static final String CONTENT = "x".repeat(1_000);
    /** Less than half of what is told to each client; the process ends when it is not enough. */
    private static final String HEAP = "-Xmx48m";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void tellsAHundredThousandMessagesInOrderWithLittleMemoryAlsoToWhoStopsReading() throws IOException {
        var user = Conversation.user("long_away");
        Conversation conversation;
        try (var redis = new Publisher(SharedServers.redis())) {
            conversation = Conversation.of(redis, user).store(1, MESSAGES, CONTENT);
        }
        try (var keys = new TokenKeys(RunningGateway.KEY)) {
            int port = freePort();
            var gateway = start(port, keys.uri());
            try {
                await().atMost(PATIENCE).ignoreExceptions().until(() -> isReady(port));
                long began = System.nanoTime();
                var stopping = connect(port, user, conversation.id, MESSAGES / 100);
                var reading = connect(port, user, conversation.id, Integer.MAX_VALUE);

                await().atMost(PATIENCE).until(() -> reading.seen == MESSAGES || !gateway.isAlive());
                log.info("told {} messages in {} ms", reading.seen, (System.nanoTime() - began) / 1_000_000);
                assertThat(stopping.seen).isLessThan(MESSAGES);
                stopping.readOn();

                await().atMost(PATIENCE).until(() -> stopping.seen == MESSAGES || !gateway.isAlive());
                assertThat(gateway.isAlive()).as(Files.readString(output())).isTrue();
                assertThat(reading.fault).isNull();
                assertThat(stopping.fault).isNull();
                log.info("resident: {}", resident(gateway));
            } finally {
                gateway.destroyForcibly();
            }
        }
    }

    private Path output() {
        return directory.resolve("gateway.log");
    }

    private Process start(int port, URI keys) throws IOException {
        var cassandra = SharedServers.cassandra();
        var process = new ProcessBuilder(JavaCommand.of(
                        List.of(HEAP, "-XX:+UseSerialGC"),
                        System.getProperty("java.class.path"),
                        PushApp.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        process.environment().putAll(JavaCommand.ENVIRONMENT);
        process.environment().put("CHAT4ALL_PUSH_PORT", Integer.toString(port));
        process.environment().put("CHAT4ALL_REDIS_URI", SharedServers.redis().toString());
        process.environment()
                .put("CHAT4ALL_CASSANDRA_CONTACT_POINTS", cassandra.getHostString() + ":" + cassandra.getPort());
        process.environment().put("CHAT4ALL_CASSANDRA_DATACENTER", LocalServers.CASSANDRA_DATACENTER);
        process.environment().put("CHAT4ALL_TOKEN_JWKS_URI", keys.toString());
        return process.start();
    }

    private static boolean isReady(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .build();
        return HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    private static Counting connect(int port, String user, String conversationId, int pause) {
        var client = new Counting(conversationId, pause);
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("chat4all.v1", "bearer." + RunningGateway.token(user))
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), client)
                .join();
        return client;
    }

    private static String resident(Process gateway) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(gateway.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("unknown");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Counts events, whose seqs must be 1, 2, 3, …, and stops reading after some until it is told to go on. */
    private static final class Counting implements WebSocket.Listener {
        private static final Pattern EVENT = Pattern.compile("\\{\"op\":\"event\".*?\"seq\":(\\d+),.*");

        private final String conversationId;
        private final int pause;
        private final StringBuilder parts = new StringBuilder();
        private @Nullable WebSocket paused;
        private volatile int seen;
        private volatile @Nullable String fault;

        Counting(String conversationId, int pause) {
            this.conversationId = conversationId;
            this.pause = pause;
        }

        synchronized void readOn() {
            if (paused != null) {
                paused.request(1);
            }
        }

        @Override
        public synchronized @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                hear(socket, parts.toString());
                parts.setLength(0);
            }
            if (last && seen == pause) {
                paused = socket;
            } else {
                socket.request(1);
            }
            return null;
        }

        @SuppressWarnings(
                "FutureReturnValueIgnored") // a resume that does not get through is seen by what does not come
        private void hear(WebSocket socket, String frame) {
            if (frame.startsWith("{\"op\":\"hello\"")) {
                socket.sendText("{\"op\":\"resume\",\"conversations\":{\"" + conversationId + "\":0}}", true);
            }
            var event = EVENT.matcher(frame);
            if (event.matches()) {
                int expected = seen + 1;
                if (Long.parseLong(event.group(1)) != expected) {
                    fault = expected + " is " + frame.substring(0, 80);
                }
                seen = expected;
            }
        }
    }
}
