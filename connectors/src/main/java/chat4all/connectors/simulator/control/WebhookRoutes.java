package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.http.Body;
import chat4all.connectors.simulator.webhooks.Courier;
import chat4all.connectors.simulator.webhooks.Handshake;
import chat4all.connectors.simulator.webhooks.WebhookLog;
import chat4all.connectors.simulator.world.Platform;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** What was told to the business: every attempt, and once more on request. */
public final class WebhookRoutes {
    private static final int MOST = 5_000;

    private final WebhookLog log;
    private final Courier courier;
    private final List<Handshake> handshakes;

    public WebhookRoutes(WebhookLog log, Courier courier, List<Handshake> handshakes) {
        this.log = log;
        this.courier = courier;
        this.handshakes = List.copyOf(handshakes);
    }

    void register(RoutesConfig routes) {
        routes.get("/sim/webhooks/log", this::list);
        routes.post("/sim/webhooks/verify", this::verify);
        routes.post("/sim/webhooks/{id}/redeliver", this::redeliver);
        routes.post("/sim/webhooks/log/{id}/redeliver", this::redeliver);
    }

    private void list(Context context) {
        var platform = context.queryParam("platform");
        var limit = context.queryParam("limit");
        int most = limit == null ? 200 : limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : MOST;
        var found = log.last(MOST).stream()
                .filter(attempt -> platform == null
                        || Platform.of(platform)
                                .filter(attempt.platform()::equals)
                                .isPresent())
                .limit(most)
                .map(attempt -> Json.MAPPER.valueToTree(attempt))
                .toList();
        var answer = Json.MAPPER.createObjectNode();
        found.forEach(answer.putArray("attempts")::addPOJO);
        context.json(answer);
    }

    private void verify(Context context) {
        var answer = Json.MAPPER.createObjectNode();
        var results = answer.putArray("handshakes");
        handshakes.forEach(handshake -> results.addPOJO(handshake.perform()));
        context.json(answer);
    }

    void clear() {
        log.clear();
    }

    private void redeliver(Context context) {
        var body = Body.of(context);
        int times = Math.max(1, Math.min(1_000, body.path("times").asInt(1)));
        var attempt = log.find(context.pathParam("id"))
                .orElseThrow(() -> ProblemException.of(404, "unknown-webhook", "No such webhook is in the log."));
        for (int i = 0; i < times; i++) {
            courier.repeat(attempt);
        }
        context.status(202)
                .json(Json.MAPPER.createObjectNode().put("id", attempt.id()).put("times", times));
    }
}
