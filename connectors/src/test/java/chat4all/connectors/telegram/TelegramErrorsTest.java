package chat4all.connectors.telegram;

import static chat4all.connectors.testing.FakePlatform.answer;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.testing.FakePlatform;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.StatusError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramErrorsTest {
    private static final FakePlatform PLATFORM = new FakePlatform();

    private final TelegramConnector connector =
            new TelegramConnector(new PlatformClient(Duration.ofSeconds(10), Duration.ofSeconds(30)));

    @AfterAll
    static void stop() {
        PLATFORM.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unauthorized", "Unauthorized: invalid token specified"})
    void parksTheBotWhoseTokenIsRefused(String words) {
        assertThat(refused(401, words)).isEqualTo(new SendOutcome.AccountUnusable(new StatusError("401", words)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
                        + " first",
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                "Conflict: terminated by setWebhook request"
            })
    void parksTheBotSomebodyElseUses(String words) {
        assertThat(refused(409, words)).isEqualTo(new SendOutcome.AccountUnusable(new StatusError("409", words)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat_id is empty",
                "chat not found",
                "message text is empty",
                "message is too long",
                "wrong file_id or the file is temporarily unavailable",
                "wrong HTTP URL specified",
                "failed to get HTTP URL content",
                "file is too big",
                "message is not modified: specified new message content and reply markup are exactly the same",
                "message can't be deleted"
            })
    void givesUpABadRequest(String words) {
        String description = "Bad Request: " + words;

        assertThat(refused(400, description)).isEqualTo(new SendOutcome.Failed(new StatusError("400", description)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bot was blocked by the user",
                "user is deactivated",
                "bot can't initiate conversation with a user",
                "bot was kicked from the group chat",
                "bot was kicked from the supergroup chat",
                "bot was kicked from the channel chat",
                "bot is not a member of the supergroup chat",
                "the group chat was deleted"
            })
    void givesUpAContactWhoCannotBeReached(String words) {
        String description = "Forbidden: " + words;

        assertThat(refused(403, description)).isEqualTo(new SendOutcome.Failed(new StatusError("403", description)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Not Found", "Not Found: method not found"})
    void hintsAtTheTokenWhenNothingIsFound(String words) {
        assertThat(refused(404, words))
                .isEqualTo(new SendOutcome.Failed(
                        new StatusError("404", words + " (the account's token or base URL may be wrong)")));
    }

    @Test
    void followsAGroupThatMoved() {
        PLATFORM.does(answer(400, """
                {"ok":false,"error_code":400,
                 "description":"Bad Request: group chat was upgraded to a supergroup chat",
                 "parameters":{"migrate_to_chat_id":-1001234567890}}"""));

        assertThat(send()).isEqualTo(new SendOutcome.Moved("-1001234567890"));
    }

    @Test
    void waitsAsTheHeaderSaysWhenTheBodyDoesNot() {
        PLATFORM.does(answer(429, Map.of("Retry-After", "5"), "<html>"));
        SendOutcome withHeader = send();
        SendOutcome without = refused(429, "Too Many Requests");

        assertThat(withHeader)
                .isEqualTo(new SendOutcome.Throttled(
                        SendOutcome.Scope.CONTACT, Duration.ofSeconds(5), new StatusError("429", null)));
        assertThat(without)
                .isEqualTo(new SendOutcome.Throttled(
                        SendOutcome.Scope.CONTACT, null, new StatusError("429", "Too Many Requests")));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 599})
    void cannotTellWhetherAnErrorOfTheServerTookEffect(int code) {
        assertThat(refused(code, "Internal Server Error"))
                .isEqualTo(new SendOutcome.Unknown(new StatusError(Integer.toString(code), "Internal Server Error")));
    }

    @Test
    void believesTheBodyMoreThanTheStatus() {
        PLATFORM.does(answer(200, "{\"ok\":false,\"error_code\":403,\"description\":\"d\"}"));

        assertThat(send()).isEqualTo(new SendOutcome.Failed(new StatusError("403", "d")));
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 418, 451})
    void givesUpWhatNobodyKnows(int code) {
        assertThat(refused(code, "d")).isEqualTo(new SendOutcome.Failed(new StatusError("" + code, "d")));
    }

    private SendOutcome refused(int code, String description) {
        PLATFORM.does(
                answer(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}"));
        return send();
    }

    private SendOutcome send() {
        var account = new ChannelAccount(
                Channel.TELEGRAM,
                "1",
                List.of(),
                true,
                PLATFORM.uri(),
                new Secret("777:token"),
                new Secret("secret"),
                new Secret("secret"));
        return connector.send(account, new OutgoingMessage("123", "oi", "msg_1/1", null));
    }
}
