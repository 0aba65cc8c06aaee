package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.faults.Target;
import chat4all.connectors.simulator.http.Answer;
import chat4all.connectors.simulator.http.Call;
import chat4all.connectors.simulator.http.Exchange;
import chat4all.connectors.simulator.http.Refusal;
import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.webhooks.WebhookLog;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.World;
import chat4all.runtime.config.Secret;
import chat4all.runtime.http.RequestBody;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The Bot API of one bot: {@code /bot<token>/<method>}, method names in any case. */
public final class Telegram {
    private static final Set<String> SENDS = Set.of(
            "sendmessage",
            "senddocument",
            "sendphoto",
            "sendvideo",
            "sendaudio",
            "sendvoice",
            "sendlocation",
            "editmessagetext",
            "editmessagecaption",
            "deletemessage",
            "setmessagereaction",
            "sendchataction");

    private final Secret token;
    private final TelegramPhone phone;
    private final Sends sends;
    private final Exchange exchange;
    private final WebhookMethods webhooks;
    private final Files files;

    public Telegram(
            Secret token,
            World world,
            Files files,
            TelegramPhone phone,
            TelegramEnvelope envelope,
            WebhookLog log,
            Exchange exchange) {
        this.token = token;
        this.phone = phone;
        this.files = files;
        this.exchange = exchange;
        sends = new Sends(world, files, phone);
        webhooks = new WebhookMethods(envelope, phone.updates(), log);
    }

    public void register(RoutesConfig routes) {
        routes.get("/bot{token}/{method}", this::call);
        routes.post("/bot{token}/{method}", this::call, RequestBody.STREAMED);
    }

    static ObjectNode ok(JsonNode result) {
        var answer = Json.MAPPER.createObjectNode().put("ok", true);
        answer.set("result", result);
        return answer;
    }

    private void call(Context context) {
        var method = context.pathParam("method").toLowerCase(Locale.ROOT);
        if (!token.matches(context.pathParam("token"))) {
            answer(context, method, Parameters.of(context), () -> {
                throw new Refusal(TelegramErrors.answer(401, "Unauthorized"));
            });
            return;
        }
        Parameters parameters;
        try {
            parameters = Parameters.of(context);
        } catch (Refusal refusal) {
            answer(context, method, new Parameters(Json.MAPPER.createObjectNode(), Map.of()), () -> refusal.answer());
            return;
        }
        answer(context, method, parameters, () -> Answer.ok(perform(method, parameters)));
    }

    private void answer(Context context, String method, Parameters parameters, Supplier<Answer> work) {
        var facts = Map.of("to", parameters.text("chat_id"), "type", method, "text", parameters.text("text"));
        var target = SENDS.contains(method) ? Target.SEND : Target.MEDIA_GET;
        exchange.handle(context, new Call(Platform.TELEGRAM, target, facts, TelegramErrors.INSTANCE, work));
    }

    private ObjectNode perform(String method, Parameters parameters) {
        return switch (method) {
            case "getme" -> ok(phone.bot().user());
            case "setwebhook" -> webhooks.set(parameters);
            case "deletewebhook" -> webhooks.delete(parameters);
            case "getwebhookinfo" -> webhooks.info();
            case "getupdates" -> webhooks.getUpdates(parameters);
            case "getfile" -> ok(file(parameters.text("file_id")));
            case "answercallbackquery" -> ok(Json.MAPPER.getNodeFactory().booleanNode(true));
            default -> {
                if (!SENDS.contains(method)) {
                    throw new Refusal(TelegramErrors.answer(404, "Not Found: method not found"));
                }
                yield ok(sends.perform(method, parameters));
            }
        };
    }

    private ObjectNode file(String fileId) {
        var id = Sends.storedId(fileId);
        var found = files.find(id)
                .orElseThrow(() -> TelegramErrors.badRequest("wrong file_id or the file is temporarily unavailable"))
                .attachment();
        if (found.size() > 20L << 20) {
            throw TelegramErrors.badRequest("file is too big");
        }
        return Json.MAPPER
                .createObjectNode()
                .put("file_id", fileId)
                .put("file_unique_id", "AgAD" + id)
                .put("file_size", found.size())
                .put("file_path", "documents/" + id);
    }
}
