package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.http.Answer;
import chat4all.connectors.simulator.http.Dialect;
import chat4all.connectors.simulator.http.Refusal;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors as the Bot API words them: the HTTP status is the error's code. */
public final class TelegramErrors implements Dialect {
    static final TelegramErrors INSTANCE = new TelegramErrors();

    private TelegramErrors() {}

    static Refusal badRequest(String why) {
        return new Refusal(answer(400, "Bad Request: " + why));
    }

    static Refusal forbidden(String why) {
        return new Refusal(answer(403, "Forbidden: " + why));
    }

    static Refusal conflict(String why) {
        return new Refusal(answer(409, "Conflict: " + why));
    }

    static Refusal tooMany(int seconds) {
        return new Refusal(INSTANCE.retryAfter(seconds));
    }

    static Answer answer(int code, String description) {
        return Answer.of(code, body(code, description));
    }

    private static ObjectNode body(int code, String description) {
        return Json.MAPPER
                .createObjectNode()
                .put("ok", false)
                .put("error_code", code)
                .put("description", description);
    }

    @Override
    public Answer error(int code, @Nullable Integer subcode) {
        return switch (code) {
            case 400 -> answer(code, "Bad Request: chat not found");
            case 403 -> answer(code, "Forbidden: bot was blocked by the user");
            case 409 ->
                answer(
                        code,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                                + " running");
            case 429 -> retryAfter(34);
            default -> http(code);
        };
    }

    @Override
    public Answer http(int status) {
        return answer(
                status,
                switch (status) {
                    case 401 -> "Unauthorized";
                    case 404 -> "Not Found";
                    case 502 -> "Bad Gateway";
                    case 504 -> "Gateway Timeout";
                    default -> "Internal Server Error";
                });
    }

    @Override
    public Answer retryAfter(int seconds) {
        var body = body(429, "Too Many Requests: retry after " + seconds);
        body.putObject("parameters").put("retry_after", seconds);
        return new Answer(429, body, Map.of("Retry-After", Integer.toString(seconds)));
    }

    @Override
    public Answer tokenRevoked() {
        return answer(401, "Unauthorized");
    }

    @Override
    public Answer migrated() {
        var body = body(400, "Bad Request: group chat was upgraded to a supergroup chat");
        body.putObject("parameters").put("migrate_to_chat_id", -1_001_234_567_890L);
        return Answer.of(400, body);
    }

    @Override
    public Answer mediaExpired() {
        return answer(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    }
}
