package chat4all.connectors.simulator;

import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Hears the webhooks, and can be made to refuse them. */
final class Ears implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Metrics metrics = Metrics.create("ears");
    private final HttpServer server = HttpServer.start(
            new HttpOptions("127.0.0.1", 0, 32, 10_000_000), Health.of(), metrics, config -> config.routes
                    .post("/hooks/{platform}", this::hear)
                    .get("/hooks/{platform}", Ears::giveBackTheChallenge));

    /** One request. */
    record Heard(String platform, Map<String, String> headers, String body, JsonNode json) {}

    private void hear(Context context) throws java.io.IOException {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            context.status(503);
            return;
        }
        var body = context.body();
        heard.add(new Heard(context.pathParam("platform"), context.headerMap(), body, JSON.readTree(body)));
    }

    private static void giveBackTheChallenge(Context context) {
        boolean known = "local-verify-token".equals(context.queryParam("hub.verify_token"));
        context.status(known ? 200 : 403).result(String.valueOf(context.queryParam("hub.challenge")));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    void refuse(int requests) {
        refusals.set(requests);
    }

    List<Heard> of(String platform) {
        return heard.stream().filter(one -> one.platform.equals(platform)).toList();
    }

    /** The statuses of WhatsApp, in the order in which they came. */
    List<JsonNode> statuses() {
        return values("statuses").toList();
    }

    /** The inbound messages of WhatsApp. */
    List<JsonNode> messages() {
        return values("messages").toList();
    }

    /** The messaging items of Instagram. */
    List<JsonNode> items() {
        return of("instagram").stream()
                .flatMap(one -> each(one.json.at("/entry/0/messaging")))
                .toList();
    }

    /** The updates of Telegram. */
    List<JsonNode> updates() {
        return of("telegram").stream().map(Heard::json).toList();
    }

    private Stream<JsonNode> values(String name) {
        return of("whatsapp").stream()
                .flatMap(one -> each(one.json.at("/entry/0/changes")))
                .flatMap(change -> each(change.path("value").path(name)));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
