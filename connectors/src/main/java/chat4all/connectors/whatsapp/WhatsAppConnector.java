package chat4all.connectors.whatsapp;

import chat4all.connectors.graph.GraphCall;
import chat4all.connectors.graph.GraphWebhook;
import chat4all.connectors.platform.PlatformClient;
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
 * WhatsApp by Meta's Business Cloud API. Every status carries our reference ({@code biz_opaque_callback_data}), so a send
 * whose answer was lost is recognised by what is said of it later.
 */
public final class WhatsAppConnector implements Connector {
    private static final Capabilities CAPABILITIES = new Capabilities(
            4096,
            TextUnit.CHARACTERS,
            Rate.perSecond(80),
            new Rate(45, Duration.ofSeconds(6)),
            Optional.of(Duration.ofHours(24)),
            true);

    private final GraphCall call;

    public WhatsAppConnector(PlatformClient client) {
        call = new GraphCall(client, WhatsAppErrors.TABLE, JsonPointer.compile("/messages/0/id"));
    }

    @Override
    public Channel channel() {
        return Channel.WHATSAPP;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SendOutcome send(ChannelAccount account, OutgoingMessage message) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("messaging_product", "whatsapp").put("recipient_type", "individual");
        body.put(WhatsAppContact.isBusinessScoped(message.to()) ? "recipient" : "to", message.to());
        body.put("type", "text");
        body.putObject("text").put("body", message.text()).put("preview_url", false);
        if (message.replyTo() != null) {
            body.putObject("context").put("message_id", message.replyTo());
        }
        body.put("biz_opaque_callback_data", message.reference());
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
        return WhatsAppWebhook.parse(account, body);
    }
}
