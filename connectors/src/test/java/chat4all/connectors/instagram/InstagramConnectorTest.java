package chat4all.connectors.instagram;

import static chat4all.connectors.testing.FakePlatform.answer;
import static chat4all.connectors.testing.FakePlatform.at;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.ConnectorContract;
import chat4all.connectors.graph.GraphWebhook;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Inbound;
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
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstagramConnectorTest extends ConnectorContract {

    @Override
    protected Connector connector(PlatformClient client) {
        return new InstagramConnector(client);
    }

    @Override
    protected ChannelAccount account(URI platform) {
        return new ChannelAccount(
                Channel.INSTAGRAM,
                "17841400000000001",
                List.of("user_ana"),
                true,
                platform.resolve("/graph/v23.0"),
                new Secret(TOKEN),
                new Secret(WEBHOOK_SECRET),
                new Secret(VERIFY_TOKEN));
    }

    @Override
    protected OutgoingMessage message() {
        return new OutgoingMessage("5614879045272581", "Olá 😀", "msg_1/1", null);
    }

    @Override
    protected Behaviour accepting() {
        return answer(200, "{\"recipient_id\":\"5614879045272581\",\"message_id\":\"aWdfZAG1\"}");
    }

    @Override
    protected SendOutcome.Accepted accepted() {
        return new SendOutcome.Accepted("aWdfZAG1", null);
    }

    @Override
    protected Behaviour throttling(Duration pause) {
        return answer(400, Map.of("Retry-After", Long.toString(pause.toSeconds())), error(613));
    }

    @Override
    protected Behaviour refusingTheAccount() {
        return answer(400, error(190));
    }

    @Override
    protected Behaviour refusingForGood() {
        return answer(400, error(551));
    }

    @Override
    protected Behaviour refusingForNow() {
        return answer(500, error(2));
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
        return at("/messages", accepting(), answer(200, bytes));
    }

    @Override
    protected boolean takesBytes() {
        return false;
    }

    @Override
    protected Inbound.Media contactsFile() {
        return new Inbound.Media(platform.uri() + "/cdn/7", null);
    }

    @Override
    protected List<JsonNode> fixtures() {
        return List.of(Fixtures.json("instagram/events.json"));
    }

    @Test
    void sendsATextToTheIdOfAPerson() {
        connector.send(account, message());

        var request = platform.lastRequest();
        assertThat(request.path()).isEqualTo("/graph/v23.0/17841400000000001/messages");
        assertThat(request.authorization()).contains("Bearer " + TOKEN);
        assertThat(request.body())
                .isEqualTo(json("{\"recipient\":{\"id\":\"5614879045272581\"},\"message\":{\"text\":\"Olá 😀\"}}"));
    }

    @Test
    void answersAMessage() {
        connector.send(account, new OutgoingMessage("5614879045272581", "oi", "msg_1/1", "m1"));

        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"recipient":{"id":"5614879045272581"},"message":{"text":"oi"},"reply_to":{"mid":"m1"}}"""));
    }

    @Test
    void reactsAndTakesTheReactionAway() {
        platform.does(accepting());
        assertThat(change(Kind.REACT, "❤️")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"recipient":{"id":"5614879045272581"},"sender_action":"react",
                 "payload":{"message_id":"wamid.1","reaction":"love"}}"""));

        assertThat(change(Kind.UNREACT, "❤️")).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(platform.lastRequest().body()).isEqualTo(json("""
                {"recipient":{"id":"5614879045272581"},"sender_action":"unreact","payload":{"message_id":"wamid.1"}}"""));
    }

    @Test
    void whatItCannotMirrorIsNotTold() {
        int before = platform.requests().size();

        assertThat(change(Kind.EDIT, "")).isInstanceOf(SendOutcome.Failed.class);
        assertThat(change(Kind.DELETE, "")).isInstanceOf(SendOutcome.Failed.class);
        assertThat(change(Kind.REACT, "👎")).isInstanceOf(SendOutcome.Failed.class);
        assertThat(platform.requests()).hasSize(before);
    }

    @Test
    void aReactionWhoseAnswerIsLostIsMadeAgain() {
        platform.does(FakePlatform.drop());

        assertThat(change(Kind.REACT, "❤️")).isInstanceOf(SendOutcome.Retry.class);
    }

    private SendOutcome change(Kind kind, String emoji) {
        return connector.change(account, new OutgoingChange("5614879045272581", "wamid.1", kind, "", emoji));
    }

    @Test
    void asksThePlatformNothingForANameWithoutKnownId() {
        SendOutcome outcome = connector.send(account, new OutgoingMessage("@analima", "oi", "msg_1/1", null));

        assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Failed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo("recipient-not-resolved");
            assertThat(failed.error().detail()).contains("@analima").contains("has written");
        });
        assertThat(platform.requests()).isEmpty();
    }

    private static String error(int code) {
        return "{\"error\":{\"message\":\"(#" + code + ") Words\",\"type\":\"IGApiException\",\"code\":" + code + "}}";
    }
}
