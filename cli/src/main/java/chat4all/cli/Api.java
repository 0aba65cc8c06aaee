package chat4all.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The public HTTP API: a JSON answer, or a {@link Failure} that says why there is none. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Of a part of a file, on a weak line. */
    private static final Duration TRANSFER = Duration.ofMinutes(5);

    private final URI base;
    private final HttpClient client;
    private final Optional<String> token;

    Api(URI base, HttpClient client) {
        this(base, client, Optional.empty());
    }

    private Api(URI base, HttpClient client, Optional<String> token) {
        this.base = base;
        this.client = client;
        this.token = token;
    }

    /** Follows no redirect: the token is for this address alone. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    Api as(Session session) {
        return new Api(base, client, Optional.of(session.token()));
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody(), TIMEOUT);
    }

    /** An answer that may take so long. */
    JsonNode poll(String path, Duration wait) {
        return call("GET", path, BodyPublishers.noBody(), TIMEOUT.plus(wait));
    }

    JsonNode post(String path, JsonNode body) {
        return call("POST", path, json(body), TIMEOUT);
    }

    JsonNode put(String path) {
        return call("PUT", path, BodyPublishers.noBody(), TIMEOUT);
    }

    JsonNode delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody(), TIMEOUT);
    }

    /** A body of any kind and length. */
    JsonNode upload(String path, String contentType, BodyPublisher body) {
        return json(send(
                request(path, "POST", body)
                        .setHeader("Content-Type", contentType)
                        .build(),
                BodyHandlers.ofByteArray()));
    }

    /** Puts bytes to an address that says by itself who may, without the token; whether they were taken. */
    boolean put(URI address, byte[] bytes) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .timeout(TRANSFER)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException cut) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.refused("failure.interrupted");
        }
    }

    /** The bytes of the answer as they come; the caller closes them. */
    InputStream download(String path) {
        HttpResponse<InputStream> answer =
                send(request(path, "GET", BodyPublishers.noBody()).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
            return answer.body();
        }
        try (InputStream problem = answer.body()) {
            throw Failure.refused(answer.statusCode(), parsed(problem.readAllBytes()));
        } catch (IOException cut) {
            throw Failure.unreachable(base);
        }
    }

    /** The answer whatever its status: health is told with 503, too. */
    JsonNode health(String path) {
        HttpRequest request = request(path, "GET", BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(5))
                .build();
        return parsed(send(request, BodyHandlers.ofByteArray()).body());
    }

    private JsonNode call(String method, String path, BodyPublisher body, Duration timeout) {
        return json(send(request(path, method, body).timeout(timeout).build(), BodyHandlers.ofByteArray()));
    }

    private HttpRequest.Builder request(String path, String method, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException unreachable) {
            throw Failure.unreachable(base);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable(base);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        JsonNode body = parsed(answer.body());
        if (answer.statusCode() >= 300) {
            throw Failure.refused(answer.statusCode(), body);
        }
        return body;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static BodyPublisher json(JsonNode body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
