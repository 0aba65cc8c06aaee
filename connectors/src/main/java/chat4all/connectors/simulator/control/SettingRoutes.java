package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.http.Body;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.Rules.Settings;
import chat4all.connectors.simulator.world.Rules.Window;
import chat4all.connectors.simulator.world.World;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Time, chance, and how strict the platforms are. */
final class SettingRoutes {
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(5);

    private final World world;
    private final Apps apps;

    SettingRoutes(World world, Apps apps) {
        this.world = world;
        this.apps = apps;
    }

    void register(RoutesConfig routes) {
        routes.get("/sim/clock", context -> context.json(clock()));
        routes.post("/sim/clock", this::setClock);
        routes.post("/sim/clock/advance", this::advance);
        routes.post("/sim/advance", this::advance);
        routes.post("/sim/seed", this::seed);
        routes.get("/sim/settings", context -> context.json(settings()));
        routes.post("/sim/settings", this::change);
        routes.post("/sim/limits", this::limits);
        routes.post("/sim/behaviour", this::usually);
    }

    private ObjectNode clock() {
        return Json.MAPPER
                .createObjectNode()
                .put("mode", world.timeline().isVirtual() ? "virtual" : "real")
                .put("now", world.timeline().now().toString());
    }

    private void setClock(Context context) {
        var body = Body.of(context);
        switch (Body.text(body, "mode").orElse("virtual")) {
            case "virtual" -> world.timeline().standStillAt(instant(body));
            case "real" -> world.timeline().runFreely();
            default -> throw Body.invalid("/mode", "must be virtual or real");
        }
        context.json(clock());
    }

    private Instant instant(ObjectNode body) {
        try {
            return Body.text(body, "now")
                    .map(Instant::parse)
                    .orElse(world.timeline().now());
        } catch (DateTimeParseException e) {
            throw Body.invalid("/now", "must be an instant such as 2026-01-31T12:00:00Z");
        }
    }

    private void advance(Context context) {
        var seconds = Body.of(context).path("seconds");
        if (!seconds.isNumber() || seconds.asDouble() < 0 || seconds.asDouble() > 366 * 86_400) {
            throw Body.invalid("/seconds", "must be a number from 0 to a year's seconds");
        }
        if (!world.timeline().isVirtual()) {
            throw ProblemException.of(
                    409,
                    "clock-is-real",
                    "Only a virtual clock can be advanced: POST /sim/clock {\"mode\":\"virtual\"}.");
        }
        world.timeline().advance(Duration.ofMillis((long) (seconds.asDouble() * 1_000)), this::settle);
        context.json(clock());
    }

    /** Waits until the webhooks under way are answered, for their failures plan what happens next. */
    private void settle() {
        long until = System.nanoTime() + LONGEST_SETTLING.toNanos();
        while (Arrays.stream(Platform.values())
                        .anyMatch(platform -> apps.outboxes().of(platform).isBusy())
                && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void seed(Context context) {
        var n = Body.of(context).path("n");
        if (!n.isIntegralNumber()) {
            throw Body.invalid("/n", "must be a whole number");
        }
        world.ids().seed(n.asLong());
        context.status(204);
    }

    private ObjectNode settings() {
        var settings = world.rules().current();
        return Json.MAPPER
                .createObjectNode()
                .put("window", settings.window().name().toLowerCase(Locale.ROOT))
                .put("person_first", settings.personFirst())
                .put("limits", settings.limits());
    }

    private void change(Context context) {
        var body = Body.of(context);
        var before = world.rules().current();
        world.rules()
                .change(new Settings(
                        window(body, before.window()),
                        body.path("person_first").asBoolean(before.personFirst()),
                        body.path("limits").asBoolean(before.limits())));
        context.json(settings());
    }

    private static Window window(ObjectNode body, Window before) {
        return Body.text(body, "window")
                .map(text -> Arrays.stream(Window.values())
                        .filter(window -> window.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> Body.invalid("/window", "must be off, sync or async")))
                .orElse(before);
    }

    private void limits(Context context) {
        var on = Body.of(context).path("on");
        if (!on.isBoolean()) {
            throw Body.invalid("/on", "must be true or false");
        }
        var before = world.rules().current();
        world.rules().change(new Settings(before.window(), before.personFirst(), on.asBoolean()));
        context.json(settings());
    }

    private void usually(Context context) {
        var body = Body.of(context);
        var people = world.people();
        people.locked(() -> {
            var before = people.usual();
            var after = UserBody.behaviour(body, before);
            people.usually(after);
            people.all().stream().filter(person -> person.madeUp()).forEach(person -> Views.platforms(person)
                    .forEach(platform -> apps.of(platform).behaves(person, before, after)));
            context.json(after);
        });
    }
}
