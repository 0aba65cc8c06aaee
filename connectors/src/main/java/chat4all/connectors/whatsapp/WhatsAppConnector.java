package chat4all.connectors.whatsapp;

import chat4all.connectors.graph.GraphCall;
import chat4all.connectors.graph.GraphWebhook;
import chat4all.connectors.platform.PlatformClient;
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
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * WhatsApp by Meta's Business Cloud API. Every status carries our reference ({@code biz_opaque_callback_data}), so a send
 * whose answer was lost is recognised by what is said of it later.
 */
public final class WhatsAppConnector implements Connector {
    private static final long MEGABYTE = 1024 * 1024;
    private static final int CAPTION = 1024;
    /** From Meta's page "Media"; audio has no caption. */
    private static final MediaRules MEDIA = MediaRules.none()
            .with(MediaKind.IMAGE, 5 * MEGABYTE, CAPTION, "image/jpeg", "image/png")
            .with(
                    MediaKind.AUDIO,
                    16 * MEGABYTE,
                    0,
                    "audio/aac",
                    "audio/x-aac",
                    "audio/amr",
                    "audio/mpeg",
                    "audio/mp4",
                    "audio/x-m4a",
                    "audio/ogg",
                    "audio/opus")
            .with(MediaKind.VIDEO, 16 * MEGABYTE, CAPTION, "video/mp4", "video/3gpp")
            .with(MediaKind.DOCUMENT, 100 * MEGABYTE, CAPTION);

    private static final Capabilities CAPABILITIES = new Capabilities(
            4096,
            TextUnit.CHARACTERS,
            MEDIA,
            Rate.perSecond(80),
            new Rate(45, Duration.ofSeconds(6)),
            Optional.of(Duration.ofHours(24)),
            Set.of(Ability.ECHOES_OUR_ID, Ability.REACT));

    private final GraphCall call;
    private final WhatsAppMedia media;

    public WhatsAppConnector(PlatformClient client) {
        call = new GraphCall(client, WhatsAppErrors.TABLE, JsonPointer.compile("/messages/0/id"));
        media = new WhatsAppMedia(client, call);
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
    public Optional<SendOutcome> prepare(ChannelAccount account, Media file) {
        return media.prepare(account, file);
    }

    @Override
    public Fetched fetch(ChannelAccount account, Inbound.Media file) {
        return media.fetch(account, file);
    }

    @Override
    public SendOutcome send(ChannelAccount account, OutgoingMessage message) {
        ObjectNode body = addressed(message.to());
        Media file = message.media();
        if (file == null) {
            body.put("type", "text");
            body.putObject("text").put("body", message.text()).put("preview_url", false);
        } else {
            Optional<SendOutcome> notUploaded = prepare(account, file);
            if (notUploaded.isPresent()) {
                return notUploaded.get();
            }
            body.put("type", file.kind().word());
            body.set(file.kind().word(), file(account, file, message.text()));
        }
        if (message.replyTo() != null) {
            body.putObject("context").put("message_id", message.replyTo());
        }
        body.put("biz_opaque_callback_data", message.reference());
        SendOutcome outcome = call.post(account, body);
        return file == null ? outcome : known(account, file, outcome);
    }

    /** A reaction is a message of its own there; the same one again changes nothing, so that it may be sent again. */
    @Override
    public SendOutcome change(ChannelAccount account, OutgoingChange change) {
        boolean puts = change.kind() == OutboundChange.Kind.REACT;
        if (!puts && change.kind() != OutboundChange.Kind.UNREACT) {
            return Connector.super.change(account, change);
        }
        ObjectNode body = addressed(change.to()).put("type", "reaction");
        body.putObject("reaction").put("message_id", change.target()).put("emoji", puts ? change.emoji() : "");
        SendOutcome outcome = call.post(account, body);
        return outcome instanceof SendOutcome.Unknown unknown ? new SendOutcome.Retry(unknown.error()) : outcome;
    }

    private static ObjectNode addressed(String to) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        return body.put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put(WhatsAppContact.isBusinessScoped(to) ? "recipient" : "to", to);
    }

    private ObjectNode file(ChannelAccount account, Media file, String caption) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("id", media.id(account, file).orElse(""));
        if (!caption.isEmpty()) {
            body.put("caption", caption);
        }
        if (file.kind() == MediaKind.DOCUMENT) {
            body.put("filename", file.name());
        }
        return body;
    }

    /** An id that the platform has forgotten is made anew. */
    private SendOutcome known(ChannelAccount account, Media file, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Failed failed
                && failed.error().code().equals(WhatsAppErrors.UNKNOWN_OBJECT)) {
            media.forget(account, file);
            return new SendOutcome.Retry(failed.error());
        }
        return outcome;
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
