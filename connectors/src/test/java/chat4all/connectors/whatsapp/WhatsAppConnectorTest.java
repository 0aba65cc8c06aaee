package chat4all.connectors.whatsapp;

import static chat4all.connectors.testing.FakePlatform.answer;
import static chat4all.connectors.testing.FakePlatform.at;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.ConnectorContract;
import chat4all.connectors.graph.GraphWebhook;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatsAppConnectorTest extends ConnectorContract {

    @Override
    protected Connector connector(PlatformClient client) {
        return new WhatsAppConnector(client);
    }

    @Override
    protected ChannelAccount account(URI platform) {
        return new ChannelAccount(
                Channel.WHATSAPP,
                "106540352242922",
                List.of("user_ana"),
                true,
                platform.resolve("/graph/v23.0"),
                new Secret(TOKEN),
                new Secret(WEBHOOK_SECRET),
                new Secret(VERIFY_TOKEN));
    }

    @Override
    protected OutgoingMessage message() {
        return new OutgoingMessage("+5511999998888", "Olá 😀", "msg_1/1", null);
    }

    @Override
    protected Behaviour accepting() {
        return answer(200, """
                {"messaging_product":"whatsapp","contacts":[{"input":"+5511999998888","wa_id":"551199998888"}],
                 "messages":[{"id":"wamid.NEW","message_status":"accepted"}]}""");
    }

    @Override
    protected SendOutcome.Accepted accepted() {
        return new SendOutcome.Accepted("wamid.NEW", null);
    }

    @Override
    protected Behaviour throttling(Duration pause) {
        return answer(429, Map.of("Retry-After", Long.toString(pause.toSeconds())), error(130429));
    }

    @Override
    protected Behaviour refusingTheAccount() {
        return answer(401, error(190));
    }

    @Override
    protected Behaviour refusingForGood() {
        return answer(400, error(131026));
    }

    @Override
    protected Behaviour refusingForNow() {
        return answer(503, error(131016));
    }

    @Override
    protected Behaviour refusing(String words) {
        return answer(400, "{\"error\":{\"code\":100,\"message\":\"" + words + "\"}}");
    }

    @Override
    protected WebhookRequest webhook(String secret, byte[] body) {
        ByteBuffer buffer = ByteBuffer.wrap(body).asReadOnlyBuffer();
        String signature = GraphWebhook.signature(new Secret(secret), buffer);
        return new WebhookRequest(Map.of("x-hub-signature-256", signature), Map.of(), buffer);
    }

    @Override
    protected Behaviour handlingFiles(String bytes) {
        return at(
                "/media",
                answer(200, "{\"id\":\"4490709327384033\"}"),
                at(
                        "/messages",
                        accepting(),
                        at(
                                "/8472",
                                answer(
                                        200,
                                        "{\"url\":\"" + platform.uri() + "/lookaside\",\"mime_type\":\"image/jpeg\"}"),
                                answer(200, bytes))));
    }

    @Override
    protected boolean takesBytes() {
        return true;
    }

    @Override
    protected Inbound.Media contactsFile() {
        return new Inbound.Media("8472", null);
    }

    @Override
    protected List<JsonNode> fixtures() {
        return List.of(Fixtures.json("whatsapp/messages.json"), Fixtures.json("whatsapp/statuses.json"));
    }

    @Test
    void sendsATextWithOurReference() {
        connector.send(account, message());

        var request = platform.lastRequest();
        assertThat(request.path()).isEqualTo("/graph/v23.0/106540352242922/messages");
        assertThat(request.authorization()).contains("Bearer " + TOKEN);
        assertThat(request.body()).isEqualTo(json("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511999998888","type":"text",
                 "text":{"body":"Olá 😀","preview_url":false},"biz_opaque_callback_data":"msg_1/1"}"""));
    }

    @Test
    void addressesAPersonWithoutNumberByTheirIdAndAnswersAMessage() {
        connector.send(account, new OutgoingMessage("BR.1349120865530274", "oi", "msg_1/2", "wamid.THEIRS"));

        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"messaging_product":"whatsapp","recipient_type":"individual","recipient":"BR.1349120865530274",
                 "type":"text","text":{"body":"oi","preview_url":false},"context":{"message_id":"wamid.THEIRS"},
                 "biz_opaque_callback_data":"msg_1/2"}"""));
    }

    @Test
    void answersTheHandshakeOfWhoKnowsOurVerifyToken() {
        var question = new WebhookRequest(
                Map.of(),
                Map.of("hub.mode", "subscribe", "hub.challenge", "1158201444", "hub.verify_token", VERIFY_TOKEN),
                ByteBuffer.allocate(0));

        assertThat(connector.handshake(List.of(account), question)).contains("1158201444");
        assertThat(connector.handshake(List.of(), question)).isEmpty();
    }

    private static String error(int code) {
        return "{\"error\":{\"message\":\"(#" + code + ") Words\",\"type\":\"OAuthException\",\"code\":" + code + "}}";
    }

    @Test
    void reactsAndTakesTheReactionAway() {
        platform.does(accepting());
        assertThat(change(Kind.REACT, "❤️")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511999998888","type":"reaction",
                 "reaction":{"message_id":"wamid.1","emoji":"❤️"}}"""));

        assertThat(change(Kind.UNREACT, "❤️")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511999998888","type":"reaction",
                 "reaction":{"message_id":"wamid.1","emoji":""}}"""));
    }

    @Test
    void whatItCannotMirrorIsNotTold() {
        int before = platform.requests().size();

        assertThat(change(Kind.EDIT, "")).isInstanceOf(SendOutcome.Failed.class);
        assertThat(change(Kind.DELETE, "")).isInstanceOf(SendOutcome.Failed.class);
        assertThat(platform.requests()).hasSize(before);
    }

    @Test
    void aReactionWhoseAnswerIsLostIsMadeAgain() {
        platform.does(FakePlatform.drop());

        assertThat(change(Kind.REACT, "❤️")).isInstanceOf(SendOutcome.Retry.class);
    }

    private SendOutcome change(Kind kind, String emoji) {
        return connector.change(account, new OutgoingChange("+5511999998888", "wamid.1", kind, "", emoji));
    }

    @Test
    void uploadsAFileOnceForAllWhoGetItAndAgainWhenThePlatformHasForgottenIt() {
        Media contract = new Media(
                "file_1",
                MediaKind.DOCUMENT,
                "contrato.pdf",
                "application/pdf",
                4,
                () -> new ByteArrayInputStream(new byte[] {'%', 'P', 'D', 'F'}),
                URI.create("https://files.example/1"));
        var message = new OutgoingMessage("+5511999998888", "Contrato", contract, "msg_1/1", "wamid.A");
        platform.does(handlingFiles(""));

        connector.send(account, message);
        connector.send(account, message);

        assertThat(uploads()).isEqualTo(1);
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511999998888","type":"document",
                 "document":{"id":"4490709327384033","caption":"Contrato","filename":"contrato.pdf"},
                 "context":{"message_id":"wamid.A"},"biz_opaque_callback_data":"msg_1/1"}"""));

        platform.does(answer(400, "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"no such object\"}}"));
        assertThat(connector.send(account, message)).isInstanceOf(SendOutcome.Retry.class);
        platform.does(handlingFiles(""));
        assertThat(connector.send(account, message)).isEqualTo(accepted());
        assertThat(uploads()).isEqualTo(2);
    }

    private long uploads() {
        return platform.requests().stream()
                .filter(request -> request.path().endsWith("/media"))
                .count();
    }
}
