package chat4all.connectors.platform;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Fetched;
import chat4all.schemas.Json;
import chat4all.schemas.StatusError;
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
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes JSON calls to a platform, sends it files and fetches some. Never throws for what a network or platform does; an
 * answer's body is read up to 1 MiB.
 */
public final class PlatformClient {
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    /** A file may take as much longer than a call as it takes at this pace. */
    private static final long SLOWEST_BYTES_PER_SECOND = 256 * 1024;

    private static final long LARGEST_FILE = 100L * 1024 * 1024;

    private final HttpClient http;
    private final HttpClient following;
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
        following = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
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
        return call(request.build(), timeout);
    }

    /** Asks for JSON. */
    public PlatformReply get(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
        headers.forEach(request::header);
        return call(request.build(), timeout);
    }

    /** Posts a form with a file. */
    public PlatformReply post(URI uri, Map<String, String> headers, Multipart form) {
        try (InputStream content = form.file().content().open()) {
            Multipart.Body body = new Multipart.Body(form, content);
            Duration patience = patience(form.file().size());
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(patience)
                    .header("Content-Type", body.contentType())
                    .POST(body.publisher());
            headers.forEach(request::header);
            PlatformReply reply = call(request.build(), patience);
            return reply instanceof PlatformReply.Lost lost && body.isBroken()
                    ? new PlatformReply.Unread(lost.reason())
                    : reply;
        } catch (IOException e) {
            return new PlatformReply.Unread(reason(e));
        }
    }

    /**
     * Opens a file; what is not there now may be there later, but what is forbidden or gone is not asked for again.
     * Redirections are followed only where there is no header to give away.
     */
    public Fetched open(ChannelAccount account, URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = (headers.isEmpty() ? following : http)
                    .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return new Fetched.Opened(
                        new TimedStream(response.body(), patience(LARGEST_FILE)),
                        null,
                        response.headers().firstValue("Content-Type").orElse(null));
            }
            close(response.body());
            return refused(account, response.statusCode());
        } catch (IOException e) {
            return new Fetched.Later(Refusal.of(account, "platform-unreachable", reason(e)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Fetched.Later(Refusal.of(account, "platform-unreachable", "interrupted"));
        }
    }

    private static Fetched refused(ChannelAccount account, int status) {
        StatusError error = Refusal.of(account, "http-" + status, null);
        boolean forGood = status / 100 == 4 && status != 408 && status != 429;
        return forGood ? new Fetched.Never(error) : new Fetched.Later(error);
    }

    private Duration patience(long bytes) {
        return timeout.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
    }

    private PlatformReply call(HttpRequest request, Duration patience) {
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = read(body, patience.minusNanos(System.nanoTime() - start));
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

    private static byte[] read(InputStream body, Duration left) throws IOException {
        try (InputStream timed = new TimedStream(body, left)) {
            return timed.readNBytes(MAX_ANSWER_BYTES);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closing) {
            // Nobody reads it any more.
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
