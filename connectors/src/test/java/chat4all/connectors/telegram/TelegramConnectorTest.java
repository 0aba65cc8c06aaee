package chat4all.connectors.telegram;

import static chat4all.connectors.testing.FakePlatform.answer;
import static chat4all.connectors.testing.FakePlatform.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.ConnectorContract;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.MediaKind;
import chat4all.connectors.spi.OutgoingChange;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.connectors.testing.FakePlatform;
import chat4all.connectors.testing.FakePlatform.Behaviour;
import chat4all.connectors.testing.Fixtures;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.OutboundChange.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelegramConnectorTest extends ConnectorContract {

    @Override
    protected Connector connector(PlatformClient client) {
        return new TelegramConnector(client);
    }

    @Override
    protected ChannelAccount account(URI platform) {
        return new ChannelAccount(
                Channel.TELEGRAM,
                "777000111",
                List.of("user_ana"),
                true,
                platform,
                new Secret(TOKEN),
                new Secret(WEBHOOK_SECRET),
                new Secret(VERIFY_TOKEN));
    }

    @Override
    protected OutgoingMessage message() {
        return new OutgoingMessage("123456789", "Olá 😀", "msg_1/1", null);
    }

    @Override
    protected Behaviour accepting() {
        return answer(200, """
                {"ok":true,"result":{"message_id":42,"from":{"id":777000111,"is_bot":true},
                 "chat":{"id":123456789,"type":"private"},"date":1763513874,"text":"Olá 😀"}}""");
    }

    @Override
    protected SendOutcome.Accepted accepted() {
        return new SendOutcome.Accepted("42", "123456789");
    }

    @Override
    protected Behaviour throttling(Duration pause) {
        long seconds = pause.toSeconds();
        return answer(
                429,
                Map.of("Retry-After", Long.toString(seconds + 1)),
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after " + seconds
                        + "\",\"parameters\":{\"retry_after\":" + seconds + "}}");
    }

    @Override
    protected Behaviour refusingTheAccount() {
        return error(401, "Unauthorized");
    }

    @Override
    protected Behaviour refusingForGood() {
        return error(403, "Forbidden: bot was blocked by the user");
    }

    @Override
    protected Behaviour refusingForNow() {
        return answer(503, "<html>");
    }

    @Override
    protected Behaviour refusing(String words) {
        return error(400, words);
    }

    @Override
    protected WebhookRequest webhook(String secret, byte[] body) {
        return new WebhookRequest(Map.of("x-telegram-bot-api-secret-token", secret), Map.of(), ByteBuffer.wrap(body));
    }

    @Override
    protected Behaviour handlingFiles(String bytes) {
        String found = "{\"ok\":true,\"result\":{\"file_id\":\"B1\",\"file_path\":\"documents/file_1.pdf\"}}";
        return at("/getFile", answer(200, found), at("/file/bot", answer(200, bytes), accepting()));
    }

    @Override
    protected boolean takesBytes() {
        return true;
    }

    @Override
    protected Inbound.Media contactsFile() {
        return new Inbound.Media("B1", "contrato.pdf");
    }

    @Override
    protected List<JsonNode> fixtures() {
        List<JsonNode> updates = new ArrayList<>();
        Fixtures.json("telegram/updates.json").forEach(updates::add);
        return updates;
    }

    @Test
    void sendsATextToANumber() {
        connector.send(account, message());

        var request = platform.lastRequest();
        assertThat(request.path()).isEqualTo("/bot" + TOKEN + "/sendMessage");
        assertThat(request.authorization()).isEmpty();
        assertThat(request.body()).isEqualTo(json("""
                {"chat_id":123456789,"text":"Olá 😀","link_preview_options":{"is_disabled":true}}"""));
    }

    @Test
    void sendsToAPublicNameAndAnswersAMessage() {
        platform.does(answer(200, "{\"ok\":true,\"result\":{\"message_id\":7,\"chat\":{\"id\":-1009}}}"));

        SendOutcome outcome = connector.send(account, new OutgoingMessage("@chat4all", "oi", "msg_1/1", "41"));

        assertThat(outcome).isEqualTo(new SendOutcome.Accepted("7", "-1009"));
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"chat_id":"@chat4all","text":"oi",
                 "reply_parameters":{"message_id":41,"allow_sending_without_reply":true},
                 "link_preview_options":{"is_disabled":true}}"""));
    }

    @Test
    void answersNoMessageWhoseIdIsNotOneOfTelegrams() {
        connector.send(account, new OutgoingMessage("-1009", "oi", "msg_1/1", "wamid.1"));

        assertThat(platform.lastRequest().body().has("reply_parameters")).isFalse();
        assertThat(platform.lastRequest().body().path("chat_id").isNumber()).isTrue();
    }

    @Test
    void sendsEachKindOfFileByItsOwnMethodWithItsCaption() {
        Map<String, String> methods = Map.of(
                "image/png", "sendPhoto",
                "audio/mpeg", "sendAudio",
                "audio/opus", "sendVoice",
                "video/mp4", "sendVideo",
                "application/zip", "sendDocument");
        methods.forEach((mimetype, method) -> {
            Media file = new Media(
                    "file_1",
                    MediaKind.of(mimetype),
                    "um \"nome\"",
                    mimetype,
                    5,
                    () -> new ByteArrayInputStream("bytes".getBytes(UTF_8)),
                    URI.create("https://files.example/1"));

            connector.send(account, new OutgoingMessage("-1009", "Olá 😀", file, "msg_1/1", "41"));

            assertThat(platform.lastRequest().path()).endsWith("/" + method);
            assertThat(platform.lastRequest().body().asText())
                    .contains("name=\"chat_id\"", "\r\n\r\n-1009\r\n", "\r\n\r\nOlá 😀\r\n", "\"message_id\":41")
                    .contains("filename=\"um %22nome%22\"\r\nContent-Type: " + mimetype + "\r\n\r\nbytes\r\n--");
        });
    }

    @Test
    void changesAMessageByTheMethodForIt() {
        platform.does(answer(200, "{\"ok\":true,\"result\":true}"));

        assertThat(change(Kind.EDIT, "novo", "")).isEqualTo(new SendOutcome.Accepted("42", null));
        assertThat(platform.lastRequest().path()).endsWith("/editMessageText");
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"chat_id":123456789,"message_id":42,"text":"novo","link_preview_options":{"is_disabled":true}}"""));

        change(Kind.DELETE, "", "");
        assertThat(platform.lastRequest().path()).endsWith("/deleteMessage");
        assertThat(platform.lastRequest().body()).isEqualTo(json("{\"chat_id\":123456789,\"message_id\":42}"));

        change(Kind.REACT, "", "👍");
        assertThat(platform.lastRequest().path()).endsWith("/setMessageReaction");
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"chat_id":123456789,"message_id":42,"reaction":[{"type":"emoji","emoji":"👍"}]}"""));

        change(Kind.UNREACT, "", "👍");
        assertThat(platform.lastRequest().body())
                .isEqualTo(json("{\"chat_id\":123456789,\"message_id\":42,\"reaction\":[]}"));
    }

    @Test
    void editsTheCaptionOfWhatHasNoText() {
        platform.does(at(
                "editMessageText",
                error(400, "Bad Request: there is no text in the message to edit"),
                answer(200, "{\"ok\":true,\"result\":{\"message_id\":42}}")));

        assertThat(change(Kind.EDIT, "novo", "")).isEqualTo(new SendOutcome.Accepted("42", null));
        assertThat(platform.lastRequest().path()).endsWith("/editMessageCaption");
        assertThat(platform.lastRequest().body())
                .isEqualTo(json("{\"chat_id\":123456789,\"message_id\":42,\"caption\":\"novo\"}"));
    }

    @Test
    void whatIsSoAlreadyIsDone() {
        platform.does(error(400, "Bad Request: message is not modified: specified new message content"));
        assertThat(change(Kind.EDIT, "novo", "")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(change(Kind.DELETE, "", "")).isInstanceOf(SendOutcome.Failed.class);

        platform.does(error(400, "Bad Request: message to delete not found"));
        assertThat(change(Kind.DELETE, "", "")).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void aChangeWhoseAnswerIsLostIsMadeAgain() {
        platform.does(FakePlatform.drop());

        assertThat(change(Kind.EDIT, "novo", "")).isInstanceOf(SendOutcome.Retry.class);
        platform.does(error(500, "Internal Server Error"));
        assertThat(change(Kind.EDIT, "novo", "")).isInstanceOf(SendOutcome.Retry.class);
    }

    private SendOutcome change(Kind kind, String text, String emoji) {
        return connector.change(account, new OutgoingChange("123456789", "42", kind, text, emoji));
    }

    private static Behaviour error(int code, String description) {
        return answer(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
    }
}
