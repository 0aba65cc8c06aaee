package chat4all.connectors.instagram;

import chat4all.connectors.graph.GraphCall;
import chat4all.connectors.graph.GraphWebhook;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.platform.Refusal;
import chat4all.connectors.spi.Capabilities;
import chat4all.connectors.spi.Capabilities.Rate;
import chat4all.connectors.spi.Capabilities.TextUnit;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.schemas.Channel;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Instagram messaging. Our own reference is not echoed, but an echo of every message sent comes as a webhook with the id
 * the answer had, so a lost answer can be closed by it. Only people who have written can be written to, by the id they
 * have towards this account.
 */
public final class InstagramConnector implements Connector {
    private static final Capabilities CAPABILITIES = new Capabilities(
            1000, TextUnit.BYTES, Rate.perSecond(300), Rate.perSecond(300), Optional.of(Duration.ofHours(24)), false);

    private final GraphCall call;

    public InstagramConnector(PlatformClient client) {
        call = new GraphCall(client, InstagramErrors.TABLE, JsonPointer.compile("/message_id"));
    }

    @Override
    public Channel channel() {
        return Channel.INSTAGRAM;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SendOutcome send(ChannelAccount account, OutgoingMessage message) {
        if (message.to().startsWith("@")) {
            return new SendOutcome.Failed(Refusal.of(
                    account,
                    "recipient-not-resolved",
                    "Instagram takes messages only for the numeric id of somebody who has written to this account, and"
                            + " no id is known for " + message.to()));
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("recipient").put("id", message.to());
        body.putObject("message").put("text", message.text());
        if (message.replyTo() != null) {
            body.putObject("reply_to").put("mid", message.replyTo());
        }
        return call.post(account, body);
    }

    @Override
    public Optional<ChannelAccount> authenticate(List<ChannelAccount> accounts, WebhookRequest request) {
        return GraphWebhook.signer(accounts, request);
    }

    @Override
    public Optional<String> handshake(List<ChannelAccount> accounts, WebhookRequest request) {
        return GraphWebhook.challenge(accounts, request);
    }

    @Override
    public List<Inbound> parse(String account, JsonNode body) {
        return InstagramWebhook.parse(account, body);
    }
}
