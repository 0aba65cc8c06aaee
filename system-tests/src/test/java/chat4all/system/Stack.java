package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A running platform with ports and data of its own, driven by {@code ./chat4all} alone. Usually each service is in a
 * process of its own, so that each can be killed.
 */
final class Stack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BALANCED_APART = 20;

    private final Path data;
    private final int offset;
    private final List<String> options;
    private final AtomicInteger commands = new AtomicInteger();
    private String[] environment = {};
    private @Nullable Command foreground;

    private Stack(Path data, int offset, String... options) {
        this.data = data;
        this.offset = offset;
        this.options = List.of(options);
    }

    static Stack start(Path data) {
        Stack stack = new Stack(data, FreePorts.offset());
        stack.up();
        return stack;
    }

    /** With more than one instance of some services, and a balancer before them. */
    static Stack startScaled(Path data, String scale) {
        Stack stack = new Stack(data, FreePorts.offset(), "--scale", scale);
        stack.up();
        return stack;
    }

    /** One whose services send their spans there. */
    static Stack startTraced(Path data, URI receiver) {
        Stack stack = new Stack(data, FreePorts.offset());
        stack.environment = new String[] {"OTEL_EXPORTER_OTLP_ENDPOINT", receiver.toString()};
        stack.up();
        return stack;
    }

    /** The name of the process that all services share. */
    static final String SERVICES = "services";

    /** The services in one process, and the supervisor in the foreground, as people start it. */
    static Stack startInForeground(Path data) {
        Stack stack = new Stack(data, FreePorts.offset());
        // A shell starts what runs in the background with SIGINT ignored, and this test may be in the background.
        Command up = Command.start(
                stack.outputFile("up"),
                List.of(
                        "env",
                        "--default-signal=INT",
                        "./chat4all",
                        "up",
                        "--port-offset",
                        Integer.toString(stack.offset),
                        "--data-dir",
                        data.toString()));
        stack.foreground = up;
        Awaitility.await("up")
                .atMost(Duration.ofMinutes(5))
                .until(() -> !up.isRunning() || up.output().contains("Ctrl-C stops it."));
        assertThat(up.isRunning()).as(up.output()).isTrue();
        return stack;
    }

    /** Ctrl-C; the exit code. */
    int interrupt() {
        Command up = Objects.requireNonNull(foreground);
        signal(up.pid(), "INT");
        return up.await(Duration.ofMinutes(1));
    }

    void up() {
        List<String> words =
                new ArrayList<>(List.of("up", "--detach", "--separate", "--port-offset", Integer.toString(offset)));
        words.addAll(options);
        Command up = run(words.toArray(String[]::new));
        assertThat(up.await(Duration.ofMinutes(5))).as(up.output()).isZero();
    }

    /** {@code ./chat4all} with these words, on this stack. */
    Command run(String... words) {
        List<String> all = new ArrayList<>(List.of("./chat4all"));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--data-dir", data.toString()));
        return Command.start(outputFile(words[0]), all, environment);
    }

    Command runScript(String script) {
        return Command.start(
                outputFile("script"),
                List.of("bash", script),
                "CHAT4ALL_API_URL",
                api().toString(),
                "CHAT4ALL_WS_URL",
                webSocket().toString());
    }

    /** Through the balancer when there is one, as all that follow. */
    URI api() {
        return URI.create("http://localhost:" + entry(8082));
    }

    URI webSocket() {
        return URI.create("ws://localhost:" + entry(8085));
    }

    /** The n-th instance of the topology, counted from zero. */
    URI topology(int instance) {
        return URI.create("http://localhost:" + (8081 + 100 * instance + offset));
    }

    /** What services prove to each other that they are services. */
    String internalToken() {
        return secret("internal-token");
    }

    /** The stack's own, by name; of the signing key the private half. */
    Map<String, String> secrets() {
        try {
            return Map.of(
                    "the internal token", internalToken(),
                    "the secret of the ids", secret("id-secret"),
                    "the signing key",
                            JSON.readTree(secret("signing-key.json")).path("d").asText());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of every process. */
    List<Path> logs() {
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String secret(String file) {
        try {
            return Files.readString(data.resolve("secrets").resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int entry(int port) {
        return offset + port + (options.isEmpty() ? 0 : BALANCED_APART);
    }

    /** Where the platforms deliver their webhooks. */
    URI webhooks() {
        return URI.create("http://localhost:" + entry(8084));
    }

    URI simulator() {
        return URI.create("http://localhost:" + (9400 + offset));
    }

    /** Where each service tells its metrics, by the name that the alert rules know it by. */
    Map<String, Integer> metrics() {
        return Map.of(
                "topology", 8081 + offset,
                "edge", 8082 + offset,
                "sinks", 8083 + offset,
                "connectors", 8084 + offset,
                "push", 8085 + offset);
    }

    String kafka() {
        return "127.0.0.1:" + (9092 + offset);
    }

    int cassandraPort() {
        return 9042 + offset;
    }

    int redisPort() {
        return 6379 + offset;
    }

    JsonNode component(String name) {
        return Objects.requireNonNull(components().get(name), name);
    }

    /** What {@code status} says, by name. */
    Map<String, JsonNode> components() {
        Command status = run("status", "--json");
        status.await(Duration.ofSeconds(30));
        try {
            Map<String, JsonNode> components = new LinkedHashMap<>();
            JSON.readTree(status.output())
                    .path("components")
                    .forEach(component -> components.put(component.path("name").asText(), component));
            return components;
        } catch (JsonProcessingException e) {
            throw new AssertionError(status.output(), e);
        }
    }

    /** kill -9; the supervisor starts it again. */
    void kill(String component) {
        signal(component, "KILL");
    }

    void kill(long pid) {
        signal(pid, "KILL");
    }

    void killEverything() {
        components().values().forEach(component -> kill(component.path("pid").asLong()));
    }

    /** The process stands still but its connections stay open: the worst way of being down. */
    void freeze(String component) {
        signal(component, "STOP");
    }

    void thaw(String component) {
        signal(component, "CONT");
    }

    void awaitUp(String component) {
        Awaitility.await(component + " is up")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> component(component).path("state").asText().equals("UP"));
    }

    private void signal(String component, String signal) {
        long pid = component(component).path("pid").asLong();
        assertThat(pid).as(component).isPositive();
        signal(pid, signal);
    }

    private void signal(long pid, String signal) {
        Command kill = Command.start(outputFile("kill"), List.of("kill", "-" + signal, Long.toString(pid)));
        assertThat(kill.await(Duration.ofSeconds(10))).as(kill.output()).isZero();
    }

    @Override
    public void close() {
        Command down = run("down");
        assertThat(down.await(Duration.ofSeconds(60))).as(down.output()).isZero();
    }

    Path outputFile(String name) {
        try {
            Path directory = Files.createDirectories(data.resolveSibling("output"));
            return directory.resolve("%03d-%s.txt".formatted(commands.incrementAndGet(), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static URI api(int offset) {
        return URI.create("http://localhost:" + (8082 + offset));
    }
}
