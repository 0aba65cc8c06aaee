package chat4all.connectors.simulator;

import chat4all.runtime.config.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A simulator, somebody who hears its webhooks, and a client of both of its sides. */
final class RunningSimulator implements AutoCloseable {
    static final String NUMBER = "/graph/v23.0/100000000000001";
    static final String INSTAGRAM = "/graph/v23.0/300000000000003/messages";
    static final String BOT = "/bot400000004:local-bot/";

    private static final ObjectMapper JSON = new ObjectMapper();

    final Ears ears = new Ears();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimulatorApp app = SimulatorApp.start(SimulatorConfig.from(Settings.of(Map.of(
            "CHAT4ALL_SIMULATOR_PORT",
            "0",
            "CHAT4ALL_SIMULATOR_WEBHOOK_URL",
            ears.address().toString()))));

    /** Status and body. */
    record Answer(int status, JsonNode body) {}

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer local-access-token");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return answer(
                send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json))));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return answer(send(request(path)));
    }

    static Answer answer(HttpResponse<String> response) throws IOException {
        var body = response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        return new Answer(response.statusCode(), body);
    }

    /** Sends a text by WhatsApp and returns its id. */
    String whatsapp(String to, String text) throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("messaging_product", "whatsapp").put("to", to);
        body.put("type", "text").put("biz_opaque_callback_data", "msg_" + text + "/1");
        body.putObject("text").put("body", text);
        return post(NUMBER + "/messages", body.toString())
                .body()
                .at("/messages/0/id")
                .asText();
    }

    JsonNode deliveries(String user) throws IOException, InterruptedException {
        return get("/sim/assert/deliveries?user=" + user.replace("+", "%2B"))
                .body()
                .path("deliveries");
    }

    @Override
    public void close() {
        app.close();
        ears.close();
    }
}
