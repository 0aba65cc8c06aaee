package chat4all.connectors.telegram;

import chat4all.connectors.platform.PlatformReply.Answered;
import chat4all.connectors.platform.Refusal;
import chat4all.connectors.platform.RetryAfter;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Fetched;
import chat4all.connectors.spi.SendOutcome;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an answer to {@code sendMessage} means. {@code error_code} and {@code parameters} decide, not the words. */
final class TelegramAnswer {
    private TelegramAnswer() {}

    static SendOutcome outcome(ChannelAccount account, String to, Answered answered) {
        JsonNode body = answered.body();
        boolean refused = body.path("error_code").canConvertToInt();
        return answered.isSuccess() && !refused ? accepted(account, to, answered) : refused(account, answered);
    }

    /** Of a call that may be made again: what may have taken effect is repeated. */
    static SendOutcome ofChange(ChannelAccount account, String target, Answered answered) {
        boolean refused = answered.body().path("error_code").canConvertToInt();
        if (answered.isSuccess() && !refused) {
            return new SendOutcome.Accepted(target, null);
        }
        SendOutcome outcome = refused(account, answered);
        return outcome instanceof SendOutcome.Unknown unknown ? new SendOutcome.Retry(unknown.error()) : outcome;
    }

    /** Message ids count within a chat, whose id is a number also where we wrote to a name. */
    private static SendOutcome accepted(ChannelAccount account, String to, Answered answered) {
        JsonNode result = answered.body().path("result");
        String id = Fields.text(result, "message_id");
        String chat = Fields.text(result, "chat", "id");
        return id == null
                ? new SendOutcome.Unknown(Refusal.withoutId(account, answered))
                : new SendOutcome.Accepted(id, chat == null ? to : chat);
    }

    private static SendOutcome refused(ChannelAccount account, Answered answered) {
        JsonNode body = answered.body();
        String movedTo = Fields.text(body, "parameters", "migrate_to_chat_id");
        if (movedTo != null) {
            return new SendOutcome.Moved(movedTo);
        }
        int code = body.path("error_code").asInt(answered.status());
        StatusError error =
                Refusal.of(account, Integer.toString(code), code == 404 ? notFound(body) : description(body));
        return switch (TelegramErrors.action(code)) {
            case RETRY -> new SendOutcome.Retry(error);
            // Telegram does not say who is too fast. We keep the bot's own rate, so it is most likely the chat; should
            // it
            // be the bot, every chat finds out by one call.
            case SLOW_DOWN -> new SendOutcome.Throttled(SendOutcome.Scope.CONTACT, pause(answered), error);
            case UNUSABLE -> new SendOutcome.AccountUnusable(error);
            case FAIL -> new SendOutcome.Failed(error);
            case UNKNOWN -> new SendOutcome.Unknown(error);
        };
    }

    /** Why there is no file. */
    static Fetched withoutFile(ChannelAccount account, Answered answered) {
        int code = answered.body().path("error_code").asInt(answered.status());
        StatusError error = Refusal.of(account, Integer.toString(code), description(answered.body()));
        return TelegramErrors.action(code) == TelegramErrors.Action.FAIL
                ? new Fetched.Never(error)
                : new Fetched.Later(error);
    }

    private static @Nullable Duration pause(Answered answered) {
        int seconds = answered.body().path("parameters").path("retry_after").asInt(-1);
        return seconds >= 0 ? Duration.ofSeconds(seconds) : RetryAfter.of(answered.headers());
    }

    private static @Nullable String description(JsonNode body) {
        return Fields.text(body, "description");
    }

    private static String notFound(JsonNode body) {
        String said = description(body);
        return (said == null ? "Not Found" : said) + " (the account's token or base URL may be wrong)";
    }
}
