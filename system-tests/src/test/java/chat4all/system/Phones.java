package chat4all.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people on the other side of the platforms, by the simulator's control plane: what they see, write and suffer. */
final class Phones {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI simulator;

    Phones(Stack stack) {
        this.simulator = stack.simulator();
    }

    /** Ends every fault and forgets everybody. */
    void reset() {
        send("POST", "/sim/reset", null);
    }

    void preset(String name) {
        send("POST", "/sim/presets/" + name, null);
    }

    void fault(String platform, String target, String effect) {
        ObjectNode rule = Api.JSON.createObjectNode();
        send(
                "POST",
                "/sim/faults",
                rule.put("platform", platform).put("target", target).put("effect", effect));
    }

    void endFaults() {
        send("DELETE", "/sim/faults", null);
    }

    /** Returns the platform's id of what was said. */
    String says(String address, String text) {
        return send("POST", user(address) + "/send", Api.JSON.createObjectNode().put("text", text))
                .path("message_id")
                .asText();
    }

    /** The person sends what this says, as {@code /sim/users/{id}/send} takes it; returns the platform's id of it. */
    String sends(String address, String json) {
        try {
            return send("POST", user(address) + "/send", Api.JSON.readTree(json))
                    .path("message_id")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reads(String address) {
        send("POST", user(address) + "/read", Api.JSON.createObjectNode());
    }

    /** The texts of ours that the phone shows, in its order. */
    List<String> shown(String address) {
        List<String> texts = new ArrayList<>();
        deliveries(address).forEach(message -> texts.add(message.path("text").asText()));
        return texts;
    }

    /** What the phone shows of ours, in its order, with all that is known of it. */
    JsonNode deliveries(String address) {
        return send("GET", "/sim/assert/deliveries?user=" + encoded(address), null)
                .path("deliveries");
    }

    /** The bytes of a file that the phone shows. */
    String content(JsonNode delivery) {
        String path = "/sim/files/" + delivery.at("/file/id").asText();
        HttpRequest request = HttpRequest.newBuilder(simulator.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .build();
        return exchange(path, request).body();
    }

    /** The webhook with these words goes out again, so many times at once. */
    void redeliver(String words, int times) {
        for (JsonNode webhook :
                send("GET", "/sim/webhooks/log?limit=1000", null).path("attempts")) {
            if (webhook.path("request").asText().contains(words)) {
                send(
                        "POST",
                        "/sim/webhooks/" + webhook.path("id").asText() + "/redeliver",
                        Api.JSON.createObjectNode().put("times", times));
                return;
            }
        }
        throw new AssertionError("no webhook says " + words);
    }

    private static String user(String address) {
        return "/sim/users/" + encoded(address);
    }

    private static String encoded(String address) {
        return URLEncoder.encode(address, UTF_8);
    }

    private JsonNode send(String method, String path, @Nullable JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(simulator.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = exchange(path, request);
        try {
            return response.body().isEmpty() ? Api.JSON.nullNode() : Api.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> exchange(String path, HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
