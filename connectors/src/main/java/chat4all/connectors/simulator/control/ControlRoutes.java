package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.faults.Faults;
import chat4all.connectors.simulator.http.Body;
import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.Saved;
import chat4all.connectors.simulator.world.World;
import chat4all.runtime.metrics.Metrics;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Everything under {@code /sim}. */
public final class ControlRoutes {
    private final World world;
    private final Apps apps;
    private final Faults faults;
    private final Files files;
    private final WebhookRoutes hooks;

    public ControlRoutes(World world, Apps apps, Faults faults, Files files, WebhookRoutes hooks) {
        this.world = world;
        this.apps = apps;
        this.faults = faults;
        this.files = files;
        this.hooks = hooks;
    }

    public void register(RoutesConfig routes, Metrics metrics) {
        new UserRoutes(world, apps).register(routes);
        new FaultRoutes(world, faults).register(routes);
        new SettingRoutes(world, apps).register(routes);
        hooks.register(routes);
        routes.post("/sim/reset", this::reset);
        routes.get("/sim/state", this::state);
        routes.get("/sim/export", this::export);
        routes.post("/sim/import", this::bringBack);
        routes.get("/sim/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.scrape()));
    }

    private void export(Context context) {
        var timeline = world.timeline();
        var standsStillAt = timeline.isVirtual() ? timeline.now() : null;
        var people = world.people();
        context.json(people.locked(() -> Json.MAPPER.<JsonNode>valueToTree(
                new Saved(standsStillAt, world.rules().current(), people.usual(), people.saved()))));
    }

    /** What cannot be read changes nothing. */
    private void bringBack(Context context) {
        Saved saved;
        try {
            saved = Json.MAPPER.treeToValue(Body.of(context), Saved.class);
        } catch (JsonProcessingException e) {
            throw Body.invalid("", "must be what GET /sim/export answers: " + e.getOriginalMessage());
        }
        reset(context);
        world.rules().change(saved.settings());
        world.people().locked(() -> world.people().restore(saved.usual(), saved.people()));
        var standsStillAt = saved.standsStillAt();
        if (standsStillAt != null) {
            world.timeline().standStillAt(standsStillAt);
        }
    }

    private void reset(Context context) {
        world.timeline().clear();
        world.timeline().runFreely();
        faults.clear();
        world.rules().reset();
        for (var platform : Platform.values()) {
            apps.outboxes().of(platform).clear();
        }
        world.people().locked(() -> world.people().clear());
        files.clear();
        hooks.clear();
        context.status(204);
    }

    private void state(Context context) {
        var state = Json.MAPPER.createObjectNode();
        state.putObject("clock")
                .put("mode", world.timeline().isVirtual() ? "virtual" : "real")
                .put("now", world.timeline().now().toString());
        state.set("settings", Json.MAPPER.valueToTree(world.rules().current()));
        state.set("faults", Json.MAPPER.valueToTree(faults.list()));
        var webhooks = state.putObject("webhooks");
        for (var platform : Platform.values()) {
            webhooks.set(
                    platform.wire(),
                    Json.MAPPER.valueToTree(apps.outboxes().of(platform).backlog()));
        }
        var users = state.putArray("users");
        world.people().locked(() -> world.people().all().forEach(person -> users.add(Views.phone(person, 5_000))));
        context.json(state);
    }
}
