package chat4all.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.runtime.health.Health;
import chat4all.runtime.metrics.Metrics;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A running server on a free port and a client for it. */
final class ServedRoutes implements AutoCloseable {
    static final int MAX_BYTES = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    final Health health = Health.of("kafka");
    final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = Metrics.create("test");
    private final HttpServer server;

    ServedRoutes(Consumer<JavalinConfig> routes) {
        server = HttpServer.start(new HttpOptions("127.0.0.1", 0, 8, MAX_BYTES), health, metrics, routes);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends these very bytes and answers all that comes back until the server closes the connection. */
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The body of an answer that must be this problem. */
    static JsonNode problem(HttpResponse<String> answer, int status, String code) throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var body = JSON.readTree(answer.body());
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("code").asText()).isEqualTo(code);
        return body;
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
