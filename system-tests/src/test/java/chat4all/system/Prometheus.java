package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** A real Prometheus that watches a stack under the project's own rules, only more often. */
final class Prometheus implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Command process;
    private final URI base;

    private Prometheus(Command process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** @param jobs the ports of the services, by the names that the rules know them by */
    static Prometheus start(Path directory, Map<String, Integer> jobs) throws IOException {
        Files.writeString(directory.resolve("prometheus.yml"), configuration(jobs));
        int port = freePort();
        Command process = Command.start(
                directory.resolve("prometheus.txt"),
                List.of(
                        "prometheus",
                        "--config.file=" + directory.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port));
        Prometheus prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        Awaitility.await("Prometheus")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> !process.isRunning() || prometheus.status("/-/ready") == 200);
        assertThat(process.isRunning()).as(process.output()).isTrue();
        return prometheus;
    }

    /** The values of all series that the query finds now. */
    List<Double> query(String query) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(answer.path("status").asText()).as("%s: %s", query, answer).isEqualTo("success");
        return stream(answer.at("/data/result"))
                .map(series -> Double.parseDouble(series.at("/value/1").asText()))
                .toList();
    }

    /** The rules as Prometheus has read them: each with its query, health and last error. */
    List<JsonNode> rules() {
        return stream(get("/api/v1/rules").at("/data/groups"))
                .flatMap(group -> stream(group.path("rules")))
                .toList();
    }

    @Override
    public void close() {
        process.end();
    }

    private static String configuration(Map<String, Integer> jobs) {
        return """
                global: { scrape_interval: 5s, scrape_timeout: 5s, evaluation_interval: 2s }
                rule_files: [%s]
                scrape_configs:
                %s
                """.formatted(
                        Command.HOME.resolve("compose/prometheus/rules.yml"),
                        jobs.entrySet().stream()
                                .map(job -> "  - { job_name: %s, static_configs: [{ targets: ['127.0.0.1:%d'] }] }"
                                        .formatted(job.getKey(), job.getValue()))
                                .collect(Collectors.joining("\n")));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private JsonNode get(String path) {
        try {
            return Api.JSON.readTree(
                    HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofInputStream())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int status(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
