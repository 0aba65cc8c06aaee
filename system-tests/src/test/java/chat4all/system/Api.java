package chat4all.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The HTTP interface as one user sees it. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI base;
    final String token;

    private Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    static Api anonymous(URI base) {
        return new Api(base, "");
    }

    static Api login(URI base, String username, String password) {
        ObjectNode credentials =
                JSON.createObjectNode().put("username", username).put("password", password);
        JsonNode answer = anonymous(base).post("/auth/token", credentials).json();
        return new Api(base, answer.path("access_token").asText());
    }

    /** An answer with its body as JSON where there is one. */
    record Answer(int status, JsonNode json, HttpResponse<String> response) {}

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, @Nullable JsonNode body) {
        return send("POST", path, body == null ? null : body.toString());
    }

    Answer message(String conversation, String recipient, String content, @Nullable String clientId) {
        ObjectNode body = JSON.createObjectNode()
                .put("conversation_id", conversation)
                .put("recipient_id", recipient)
                .put("content", content);
        if (clientId != null) {
            body.put("client_message_id", clientId);
        }
        return post("/v1/messages", body);
    }

    Answer history(String conversation) {
        return get("/v1/conversations/" + conversation + "/messages?limit=100");
    }

    Answer send(String method, String path, @Nullable String body) {
        return send(method, path, "application/json", body);
    }

    /** A text file of a conversation. */
    Answer upload(String conversation, String filename, String content) {
        String part = "--file\r\nContent-Disposition: form-data; name=";
        String form = part + "\"conversation_id\"\r\n\r\n" + conversation + "\r\n" + part + "\"file\"; filename=\""
                + filename + "\"\r\n\r\n" + content + "\r\n--file--\r\n";
        return send("POST", "/v1/files", "multipart/form-data; boundary=file", form);
    }

    private Answer send(String method, String path, String contentType, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", contentType)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            JsonNode json = response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.nullNode();
            return new Answer(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
