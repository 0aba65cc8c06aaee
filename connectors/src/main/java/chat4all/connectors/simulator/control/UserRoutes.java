package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.http.Body;
import chat4all.connectors.simulator.world.Address;
import chat4all.connectors.simulator.world.Behaviour;
import chat4all.connectors.simulator.world.Person;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.World;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Consumer;

/** What persons do: they exist, write, read, and behave. */
final class UserRoutes {
    private static final int SHOWN = 100;

    private final World world;
    private final Apps apps;

    UserRoutes(World world, Apps apps) {
        this.world = world;
        this.apps = apps;
    }

    void register(RoutesConfig routes) {
        routes.get("/sim/users", this::list);
        routes.post("/sim/users", this::describe);
        routes.get("/sim/users/{id}", context -> context.json(show(person(context.pathParam("id")))));
        routes.post("/sim/users/{id}/send", this::send);
        routes.post("/sim/users/{id}/read", this::read);
        routes.post("/sim/users/{id}/behaviour", this::behave);
        routes.get("/sim/assert/deliveries", this::deliveries);
    }

    private ObjectNode show(Person person) {
        return world.people().locked(() -> Views.phone(person, SHOWN));
    }

    private void list(Context context) {
        var answer = Json.MAPPER.createObjectNode();
        var users = answer.putArray("users");
        world.people().locked(() -> world.people().all().forEach(person -> users.add(Views.phone(person, SHOWN))));
        context.json(answer);
    }

    private void describe(Context context) {
        var body = UserBody.of(Body.of(context), world.ids());
        var person = world.people()
                .locked(() -> world.people().describe(body.id(), body.name(), body.addresses(), body.behaviour()));
        context.status(201).json(show(person));
    }

    private void send(Context context) {
        var action = Body.of(context);
        var id = context.pathParam("id");
        var person = person(id);
        var platform = platform(action, id, person);
        try {
            var ids = apps.of(platform).act(person, action);
            var answer = Json.MAPPER
                    .createObjectNode()
                    .put("platform", platform.wire())
                    .put("message_id", ids.get(0));
            ids.forEach(answer.putArray("message_ids")::add);
            context.status(201).json(answer);
        } catch (IllegalArgumentException e) {
            throw Body.invalid("", String.valueOf(e.getMessage()));
        }
    }

    private void read(Context context) {
        var body = Body.of(context);
        var id = context.pathParam("id");
        var person = person(id);
        var platforms = body.has("platform") || id.contains(":")
                ? List.of(platform(body, id, person))
                : List.of(Platform.values());
        platforms.forEach(platform -> apps.of(platform).read(person));
        context.json(show(person));
    }

    private void behave(Context context) {
        var body = Body.of(context);
        change(person(context.pathParam("id")), body);
        context.json(show(person(context.pathParam("id"))));
    }

    private void change(Person person, ObjectNode body) {
        var before = person.behaviour();
        var after = UserBody.behaviour(body, before);
        become(person, before, after, person::behave);
    }

    private void become(Person person, Behaviour before, Behaviour after, Consumer<Behaviour> set) {
        world.people().locked(() -> set.accept(after));
        Views.platforms(person).forEach(platform -> apps.of(platform).behaves(person, before, after));
    }

    private void deliveries(Context context) {
        var user = context.queryParam("user");
        if (user == null) {
            throw Body.invalid("", "The query parameter user is required: an id or an address.");
        }
        var answer = Json.MAPPER.createObjectNode().put("user", user);
        world.people().locked(() -> {
            var found = world.people().find(user);
            if (found.isEmpty() && !user.contains(":")) {
                throw unknown(user);
            }
            // Nobody at an address is an answer too: nothing has come there.
            answer.set("deliveries", found.map(Views::deliveries).orElseGet(Json.MAPPER::createArrayNode));
        });
        answer.put("count", answer.path("deliveries").size());
        context.json(answer);
    }

    private Person person(String idOrAddress) {
        return world.people().locked(() -> world.people().find(idOrAddress).orElseGet(() -> {
            if (!idOrAddress.contains(":")) {
                throw unknown(idOrAddress);
            }
            try {
                return world.people().at(idOrAddress);
            } catch (IllegalArgumentException e) {
                throw Body.invalid("", String.valueOf(e.getMessage()));
            }
        }));
    }

    private static ProblemException unknown(String id) {
        return ProblemException.of(
                404, "unknown-user", "Nobody is called '" + id + "'; POST /sim/users describes a person.");
    }

    private static Platform platform(ObjectNode body, String id, Person person) {
        var given = Body.text(body, "platform");
        if (given.isPresent()) {
            var platform = Platform.of(given.get())
                    .orElseThrow(() -> Body.invalid("/platform", "must be whatsapp, instagram or telegram"));
            if (!Views.platforms(person).contains(platform)) {
                throw Body.invalid("/platform", "this person was made up for another platform");
            }
            return platform;
        }
        if (id.contains(":")) {
            return Address.parse(id).platform();
        }
        throw Body.invalid("/platform", "is required: whatsapp, instagram or telegram");
    }
}
