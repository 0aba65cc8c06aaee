package chat4all.connectors.instagram;

import chat4all.connectors.graph.GraphCall;
import chat4all.connectors.graph.GraphWebhook;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.platform.Refusal;
import chat4all.connectors.spi.Capabilities;
import chat4all.connectors.spi.Capabilities.Ability;
import chat4all.connectors.spi.Capabilities.Rate;
import chat4all.connectors.spi.Capabilities.TextUnit;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Fetched;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.MediaKind;
import chat4all.connectors.spi.MediaRules;
import chat4all.connectors.spi.OutgoingChange;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.schemas.Channel;
import chat4all.schemas.Json;
import chat4all.schemas.OutboundChange;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Instagram messaging. Our own reference is not echoed, but an echo of every message sent comes as a webhook with the id
 * the answer had, so a lost answer can be closed by it. Only people who have written can be written to, by the id they
 * have towards this account.
 */
public final class InstagramConnector implements Connector {
    private static final long MEGABYTE = 1024 * 1024;
    /** From Meta's page "Send messages" of the Instagram platform; a text beside a file is a message of its own. */
    private static final MediaRules MEDIA = MediaRules.none()
            .with(MediaKind.IMAGE, 8 * MEGABYTE, 0, "image/png", "image/jpeg", "image/gif")
            .with(
                    MediaKind.AUDIO,
                    25 * MEGABYTE,
                    0,
                    "audio/aac",
                    "audio/x-aac",
                    "audio/mp4",
                    "audio/x-m4a",
                    "audio/wav",
                    "audio/vnd.wave")
            .with(
                    MediaKind.VIDEO,
                    25 * MEGABYTE,
                    0,
                    "video/mp4",
                    "video/ogg",
                    "video/x-msvideo",
                    "video/quicktime",
                    "video/webm")
            .with(MediaKind.DOCUMENT, 25 * MEGABYTE, 0, "application/pdf");

    private static final Capabilities CAPABILITIES = new Capabilities(
            1000,
            TextUnit.BYTES,
            MEDIA,
            Rate.perSecond(300),
            Rate.perSecond(300),
            Optional.of(Duration.ofHours(24)),
            Set.of(Ability.REACT));

    /** The platform takes one reaction of ours, which it calls love. */
    private static final Set<String> HEARTS = Set.of("\u2764\uFE0F", "\u2764");

    private final PlatformClient client;
    private final GraphCall call;
    private final GraphCall action;

    public InstagramConnector(PlatformClient client) {
        this.client = client;
        call = new GraphCall(client, InstagramErrors.TABLE, JsonPointer.compile("/message_id"));
        action = new GraphCall(client, InstagramErrors.TABLE, JsonPointer.compile("/recipient_id"));
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
        Media file = message.media();
        if (file == null) {
            body.putObject("message").put("text", message.text());
        } else {
            ObjectNode attachment = body.putObject("message").putObject("attachment");
            attachment.put(
                    "type",
                    file.kind() == MediaKind.DOCUMENT ? "file" : file.kind().word());
            attachment.putObject("payload").put("url", file.link().toString());
        }
        if (message.replyTo() != null) {
            body.putObject("reply_to").put("mid", message.replyTo());
        }
        return call.post(account, body);
    }

    /** Reacting again changes nothing. Whatever is no heart is not told. */
    @Override
    public SendOutcome change(ChannelAccount account, OutgoingChange change) {
        boolean puts = change.kind() == OutboundChange.Kind.REACT;
        if (!puts && change.kind() != OutboundChange.Kind.UNREACT) {
            return Connector.super.change(account, change);
        }
        if (!HEARTS.contains(change.emoji())) {
            return new SendOutcome.Failed(new StatusError("reaction-unsupported", "Instagram takes a heart alone"));
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("recipient").put("id", change.to());
        body.put("sender_action", puts ? "react" : "unreact");
        ObjectNode payload = body.putObject("payload").put("message_id", change.target());
        if (puts) {
            payload.put("reaction", "love");
        }
        SendOutcome outcome = action.post(account, body);
        return outcome instanceof SendOutcome.Unknown unknown ? new SendOutcome.Retry(unknown.error()) : outcome;
    }

    /** The URL is all there is, and does not live long. */
    @Override
    public Fetched fetch(ChannelAccount account, Inbound.Media media) {
        try {
            URI uri = URI.create(media.reference());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return client.open(account, uri, Map.of());
            }
        } catch (IllegalArgumentException e) {
            // As one that leads nowhere.
        }
        return new Fetched.Never(new StatusError("media-url-malformed", null));
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
