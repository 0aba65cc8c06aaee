package chat4all.connectors.platform;

import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes JSON calls to a platform. Never throws for what a network or platform does; an answer's body is read up to
 * 1 MiB.
 */
public final class PlatformClient {
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;

    private final HttpClient http;
    private final Duration timeout;

    /**
     * @param connectTimeout running out means that nothing was sent
     * @param timeout for the whole call; running out means that nobody knows
     */
    public PlatformClient(Duration connectTimeout, Duration timeout) {
        this.timeout = timeout;
        // HTTP/1.1: a connection taken from the pool is written to at once, so "not connected" means "not sent".
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** Posts a JSON body. */
    public PlatformReply post(URI uri, Map<String, String> headers, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        headers.forEach(request::header);
        return call(request.build());
    }

    private PlatformReply call(HttpRequest request) {
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = read(body, timeout.minusNanos(System.nanoTime() - start));
                return new PlatformReply.Answered(response.statusCode(), response.headers(), parsed(bytes));
            }
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException notConnected) {
            return new PlatformReply.NotSent(reason(notConnected));
        } catch (IOException lost) {
            return new PlatformReply.Lost(reason(lost));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new PlatformReply.Lost("interrupted while waiting for the answer");
        }
    }

    /** The client's own timeout ends with the headers: a body that does not come is closed under the reader's feet. */
    private static byte[] read(InputStream body, Duration left) throws IOException {
        CompletableFuture<Void> late = new CompletableFuture<Void>()
                .completeOnTimeout(null, Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> closing = late.thenRun(() -> close(body));
        try {
            return body.readNBytes(MAX_ANSWER_BYTES);
        } finally {
            closing.cancel(false);
            late.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closing) {
            // It was to be closed; the reader hears of it as an exception of its own.
        }
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            JsonNode body = Json.MAPPER.readTree(bytes);
            return body == null ? MissingNode.getInstance() : body;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
