package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.faults.FaultRule;
import chat4all.connectors.simulator.faults.Faults;
import chat4all.connectors.simulator.faults.Preset;
import chat4all.connectors.simulator.http.Body;
import chat4all.connectors.simulator.world.Rules;
import chat4all.connectors.simulator.world.World;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Fault rules and presets. */
final class FaultRoutes {
    private final World world;
    private final Faults faults;

    FaultRoutes(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    void register(RoutesConfig routes) {
        routes.get("/sim/faults", this::list);
        routes.post("/sim/faults", this::add);
        routes.delete("/sim/faults", this::clear);
        routes.delete("/sim/faults/{id}", this::remove);
        routes.get("/sim/presets", this::presets);
        routes.post("/sim/presets/{name}", this::preset);
    }

    private void list(Context context) {
        context.json(all());
    }

    private ObjectNode all() {
        var answer = Json.MAPPER.createObjectNode();
        answer.set(
                "faults",
                Json.MAPPER.valueToTree(
                        faults.list().stream().map(FaultRoutes::view).toList()));
        return answer;
    }

    private void add(Context context) {
        var body = Body.of(context);
        try {
            context.status(201).json(view(faults.add(rule(body))));
        } catch (IllegalArgumentException e) {
            throw Body.invalid("", String.valueOf(e.getMessage()));
        }
    }

    private static FaultRule rule(ObjectNode body) {
        var match = new LinkedHashMap<String, String>();
        body.path("match")
                .properties()
                .forEach(entry -> match.put(entry.getKey(), entry.getValue().asText()));
        return new FaultRule(
                Body.text(body, "platform").orElse("*"),
                Body.text(body, "target").orElse("send"),
                match,
                Body.text(body, "trigger").orElse("always"),
                Body.text(body, "effect").orElseThrow(() -> Body.invalid("/effect", "is required")));
    }

    private void clear(Context context) {
        faults.clear();
        context.status(204);
    }

    private void remove(Context context) {
        if (!faults.remove(context.pathParam("id"))) {
            throw ProblemException.of(404, "unknown-fault", "There is no such rule.");
        }
        context.status(204);
    }

    private void presets(Context context) {
        var answer = Json.MAPPER.createObjectNode();
        var names = answer.putArray("presets");
        Arrays.stream(Preset.values()).forEach(preset -> names.add(preset.wire()));
        context.json(answer);
    }

    private void preset(Context context) {
        var preset = Preset.of(context.pathParam("name"))
                .orElseThrow(() -> ProblemException.of(
                        404,
                        "unknown-preset",
                        "One of "
                                + Arrays.stream(Preset.values())
                                        .map(Preset::wire)
                                        .collect(Collectors.joining(", "))));
        preset.rules().forEach(faults::add);
        switch (preset) {
            case RATE_LIMITED -> {
                var before = world.rules().current();
                world.rules().change(new Rules.Settings(before.window(), before.personFirst(), true));
            }
            case OFFLINE_CUSTOMER ->
                world.people().locked(() -> world.people()
                        .usually(world.people().usual().withOffline(true)));
            case WEEK_OUTAGE -> world.timeline().standStillAt(world.timeline().now());
            case META_BAD_DAY, TOKEN_EXPIRED, AT_LEAST_ONCE_STORM, LOST_ANSWERS, TELEGRAM_FLOOD -> {
                // Rules are all there is to them.
            }
        }
        var answer = all().put("preset", preset.wire());
        context.json(answer);
    }

    private static ObjectNode view(Faults.View view) {
        var node = Json.MAPPER.createObjectNode().put("id", view.id());
        ObjectNode rule = Json.MAPPER.valueToTree(view.rule());
        node.setAll(rule);
        return node.put("matched", view.matched()).put("hits", view.hits());
    }
}
