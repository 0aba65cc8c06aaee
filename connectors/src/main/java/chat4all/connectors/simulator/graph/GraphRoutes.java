package chat4all.connectors.simulator.graph;

import chat4all.connectors.simulator.faults.Target;
import chat4all.connectors.simulator.http.Answer;
import chat4all.connectors.simulator.http.Body;
import chat4all.connectors.simulator.http.Call;
import chat4all.connectors.simulator.http.Exchange;
import chat4all.connectors.simulator.world.Platform;
import chat4all.runtime.config.Secret;
import chat4all.runtime.http.RequestBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The addresses of the Graph API under {@code /graph/{version}}, led to the platform that knows the object. */
public final class GraphRoutes {
    private final List<GraphSurface> surfaces;
    private final Secret token;
    private final Exchange exchange;

    public GraphRoutes(List<GraphSurface> surfaces, Secret token, Exchange exchange) {
        this.surfaces = List.copyOf(surfaces);
        this.token = token;
        this.exchange = exchange;
    }

    public void register(RoutesConfig routes) {
        routes.post("/graph/{version}/{object}/messages", this::send);
        routes.post("/graph/{version}/{object}/media", this::upload, RequestBody.STREAMED);
        routes.post("/graph/{version}/{object}/subscribed_apps", context -> look(context, "subscribed_apps"));
        routes.get("/graph/{version}/{object}/{edge}", context -> look(context, context.pathParam("edge")));
        routes.get("/graph/{version}/{object}", context -> look(context, ""));
        routes.delete("/graph/{version}/{object}", context -> look(context, "delete"));
    }

    private void send(Context context) {
        var surface = surface(context);
        var body = Body.object(context.bodyAsBytes());
        var facts = body.map(surface::facts).orElse(Map.of());
        answer(context, surface, Target.SEND, facts, () -> {
            var errors = surface.errors();
            requireObject(context, surface);
            return surface.send(body.orElseThrow(() -> errors.invalid("The body is not a JSON object")));
        });
    }

    private void upload(Context context) {
        var surface = surface(context);
        answer(context, surface, Target.MEDIA_UPLOAD, Map.of(), () -> {
            requireObject(context, surface);
            return surface.upload(
                    new Upload(context.formParamMap(), Optional.ofNullable(context.uploadedFile("file"))));
        });
    }

    private void look(Context context, String edge) {
        var surface = surface(context);
        var object = context.pathParam("object");
        var query = new LinkedHashMap<String, String>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        answer(context, surface, Target.MEDIA_GET, Map.of("object", object), () -> surface.look(object, edge, query)
                .orElseThrow(() -> surface.errors().unknownObject(object)));
    }

    private void answer(
            Context context, GraphSurface surface, Target target, Map<String, String> facts, Supplier<Answer> work) {
        exchange.handle(context, new Call(platform(surface), target, facts, surface.errors(), () -> {
            authorise(context, surface);
            return work.get();
        }));
    }

    private void authorise(Context context, GraphSurface surface) {
        var header = context.header("Authorization");
        var given = header != null && header.startsWith("Bearer ")
                ? header.substring(7)
                : context.queryParam("access_token");
        if (given == null || !token.matches(given)) {
            throw surface.errors().refuse(190, null, "Invalid OAuth access token - Cannot parse access token");
        }
    }

    private static void requireObject(Context context, GraphSurface surface) {
        var object = context.pathParam("object");
        if (!surface.owns(object)) {
            throw surface.errors().unknownObject(object);
        }
    }

    /** An object that nobody knows is WhatsApp's to refuse. */
    private GraphSurface surface(Context context) {
        var object = context.pathParam("object");
        return surfaces.stream()
                .filter(surface -> surface.owns(object))
                .findFirst()
                .or(() -> surfaces.stream()
                        .filter(surface -> surface.knows(object))
                        .findFirst())
                .orElse(surfaces.get(0));
    }

    private static Platform platform(GraphSurface surface) {
        return surface.errors().whatsapp() ? Platform.WHATSAPP : Platform.INSTAGRAM;
    }

    /** The facts of a body that rules can match. */
    public static Map<String, String> facts(String to, String type, String text) {
        return Map.of("to", to, "type", type, "text", text);
    }
}
