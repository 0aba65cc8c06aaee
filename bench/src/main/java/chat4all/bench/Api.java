package chat4all.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The public API, asynchronously, over one client with connections kept alive. */
final class Api {
    /** Long enough that a slow platform is not asked the same again while it still works on it. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final String BOUNDARY = "chat4all-demo";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI http;
    private final URI socket;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            // On the thread that reads: nothing here blocks, so there is nothing to hand over.
            .executor(Runnable::run)
            .build();

    Api(URI http, URI socket) {
        this.http = http;
        this.socket = socket;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static String text(Map<String, ?> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    URI address() {
        return http;
    }

    CompletableFuture<Answer> post(String path, Map<String, ?> body) {
        return send(request(path).POST(json(body)));
    }

    CompletableFuture<Answer> post(String path, Participant as, Map<String, ?> body) {
        return send(as(as, path).POST(json(body)));
    }

    CompletableFuture<Answer> get(String path, Participant as) {
        return send(as(as, path).GET());
    }

    /** The file as the platform describes it. */
    JsonNode upload(Participant as, String conversationId, String filename, byte[] bytes) {
        var head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"conversation_id\"\r\n\r\n"
                + conversationId + "\r\n--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + filename + "\"\r\n\r\n";
        var body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(bytes),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        return send(as(as, "/v1/files")
                        .setHeader("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(body))
                .join()
                .expect(201);
    }

    /** What an address of the store gives without a token. */
    byte[] bytes(URI address) {
        return client.sendAsync(HttpRequest.newBuilder(address).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray())
                .join()
                .body();
    }

    /** A long poll: waits longer than other requests. */
    CompletableFuture<Answer> poll(String path, Participant as, Duration wait) {
        return send(as(as, path).GET().timeout(wait.plus(TIMEOUT)));
    }

    CompletableFuture<WebSocket> connect(Participant as, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .header("Authorization", "Bearer " + as.token())
                .buildAsync(socket, listener);
    }

    /** A socket that speaks {@code chat4all.v1}. */
    CompletableFuture<WebSocket> connectEvents(Participant as, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .subprotocols("chat4all.v1", "bearer." + as.token())
                .buildAsync(socket, listener);
    }

    private HttpRequest.Builder as(Participant participant, String path) {
        return request(path).header("Authorization", "Bearer " + participant.token());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(http.resolve(path)).timeout(TIMEOUT).header("Content-Type", "application/json");
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Api::answer);
    }

    private static Answer answer(HttpResponse<String> response) {
        var retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
        return new Answer(response.statusCode(), json(response.body()), retryAfter);
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(text(body));
    }
}
