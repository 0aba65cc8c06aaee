package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client of one edge, as one user or as nobody. */
record Api(int port, Optional<String> token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back; {@code body} is missing when it is no JSON. */
    record Reply(int status, java.net.http.HttpHeaders headers, JsonNode body) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** This reply, which must be the problem. */
        Reply problem(int status, String code) {
            assertThat(this.status).as(body.toString()).isEqualTo(status);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(body.path("code").asText()).isEqualTo(code);
            assertThat(body.path("status").asInt()).isEqualTo(status);
            assertThat(body.toString()).doesNotContain("Exception").doesNotContain("\tat ");
            return this;
        }

        /** This reply, which must name the field. */
        Reply about(String pointer) {
            assertThat(body.path("errors").findValuesAsText("pointer")).contains(pointer);
            return this;
        }

        Reply ok(int status) {
            assertThat(this.status).as(body.toString()).isEqualTo(status);
            return this;
        }
    }

    Api as(String userId) {
        return new Api(port, Optional.of(Tokens.of(userId)));
    }

    Api with(String otherToken) {
        return new Api(port, Optional.of(otherToken));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    Reply get(String path) {
        return send(request(path).build());
    }

    /** The body as it is, with headers given as names and values. */
    HttpResponse<byte[]> bytes(String path, String... headers) {
        var request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray()).join();
    }

    InputStream stream(String path) {
        return HTTP.sendAsync(request(path).build(), BodyHandlers.ofInputStream())
                .join()
                .body();
    }

    Reply post(String path, String json) {
        return post(path, json.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(String path, byte[] body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    Reply call(String method, String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    Reply delete(String path) {
        return send(request(path).DELETE().build());
    }

    Reply put(String path) {
        return send(request(path).PUT(BodyPublishers.noBody()).build());
    }

    /** Sends a message given as pairs of field and JSON value. */
    Reply message(String... fields) {
        return post("/v1/messages", object(fields));
    }

    static String object(String... fields) {
        var body = Json.MAPPER.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            try {
                body.set(fields[i], Json.MAPPER.readTree(fields[i + 1]));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        return body.toString();
    }

    static Reply send(HttpRequest request) {
        return sendAsync(request).join();
    }

    static CompletableFuture<Reply> sendAsync(HttpRequest request) {
        return HTTP.sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(answer -> new Reply(answer.statusCode(), answer.headers(), json(answer.body())));
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
