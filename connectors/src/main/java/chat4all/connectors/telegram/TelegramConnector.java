package chat4all.connectors.telegram;

import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.platform.PlatformReply;
import chat4all.connectors.platform.Refusal;
import chat4all.connectors.reading.Fields;
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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Telegram by its Bot API. There is neither an idempotency key nor a way to look a message up, nor word of a delivery: an
 * answer that is lost stays unknown. The token is part of the URI, so no URI is ever put into words here.
 */
public final class TelegramConnector implements Connector {
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z:_-]+");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_./-]{1,300}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final String SECRET_HEADER = "x-telegram-bot-api-secret-token";
    private static final long MEGABYTE = 1024 * 1024;
    private static final int CAPTION = 1024;
    /** From the Bot API's pages "Sending files", sendPhoto, sendAudio, sendVoice and sendVideo. */
    private static final MediaRules MEDIA = MediaRules.none()
            .with(MediaKind.IMAGE, 10 * MEGABYTE, CAPTION, "image/jpeg", "image/png", "image/webp")
            .with(
                    MediaKind.AUDIO,
                    50 * MEGABYTE,
                    CAPTION,
                    "audio/mpeg",
                    "audio/mp4",
                    "audio/x-m4a",
                    "audio/ogg",
                    "audio/opus")
            .with(MediaKind.VIDEO, 50 * MEGABYTE, CAPTION, "video/mp4")
            .with(MediaKind.DOCUMENT, 50 * MEGABYTE, CAPTION);

    private static final Capabilities CAPABILITIES = new Capabilities(
            4096,
            TextUnit.CHARACTERS,
            MEDIA,
            Rate.perSecond(30),
            new Rate(3, Duration.ofSeconds(1)),
            Optional.empty(),
            Set.of(Ability.REACHES_NAMES, Ability.EDIT, Ability.DELETE, Ability.REACT));

    private final PlatformClient client;

    public TelegramConnector(PlatformClient client) {
        this.client = client;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SendOutcome send(ChannelAccount account, OutgoingMessage message) {
        String token = account.token().value();
        if (!TOKEN.matcher(token).matches()) {
            return new SendOutcome.AccountUnusable(Refusal.malformedToken(account));
        }
        Media file = message.media();
        PlatformReply reply = file == null
                ? client.post(method(account, "sendMessage"), Map.of(), body(message))
                : client.post(method(account, TelegramFiles.method(file)), Map.of(), TelegramFiles.form(message, file));
        if (reply instanceof PlatformReply.Answered answered) {
            return TelegramAnswer.outcome(account, message.to(), answered);
        }
        if (reply instanceof PlatformReply.Unread unread) {
            return new SendOutcome.Throttled(SendOutcome.Scope.CONTACT, null, Refusal.of(account, unread));
        }
        return reply instanceof PlatformReply.NotSent notSent
                ? new SendOutcome.Retry(Refusal.of(account, notSent))
                : new SendOutcome.Unknown(Refusal.of(account, (PlatformReply.Lost) reply));
    }

    /** Editing, deleting and reacting again do no harm: whatever may have been lost is done again. */
    @Override
    public SendOutcome change(ChannelAccount account, OutgoingChange change) {
        if (!TOKEN.matcher(account.token().value()).matches()) {
            return new SendOutcome.AccountUnusable(Refusal.malformedToken(account));
        }
        if (!isNumber(change.target())) {
            return new SendOutcome.Failed(Refusal.of(account, "message-id-malformed", change.target()));
        }
        PlatformReply reply =
                client.post(method(account, TelegramChange.method(change)), Map.of(), TelegramChange.body(change));
        if (reply instanceof PlatformReply.Answered first && TelegramChange.needsCaption(change, first)) {
            reply = client.post(method(account, "editMessageCaption"), Map.of(), TelegramChange.caption(change));
        }
        if (reply instanceof PlatformReply.Answered answered) {
            return TelegramChange.isSo(change, answered)
                    ? new SendOutcome.Accepted(change.target(), null)
                    : TelegramAnswer.ofChange(account, change.target(), answered);
        }
        return new SendOutcome.Retry(
                reply instanceof PlatformReply.Lost lost
                        ? Refusal.of(account, lost)
                        : reply instanceof PlatformReply.NotSent notSent
                                ? Refusal.of(account, notSent)
                                : Refusal.of(account, (PlatformReply.Unread) reply));
    }

    /** {@code getFile} says where; what is larger than 20 MB it refuses. */
    @Override
    public Fetched fetch(ChannelAccount account, Inbound.Media media) {
        String token = account.token().value();
        if (!TOKEN.matcher(token).matches()) {
            return new Fetched.Later(Refusal.malformedToken(account));
        }
        PlatformReply reply = client.post(
                method(account, "getFile"),
                Map.of(),
                Json.MAPPER.createObjectNode().put("file_id", media.reference()));
        if (reply instanceof PlatformReply.Answered answered) {
            String path = Fields.text(answered.body(), "result", "file_path");
            return answered.isSuccess() && path != null && PATH.matcher(path).matches()
                    ? client.open(account, URI.create(account.baseUrl() + "/file/bot" + token + "/" + path), Map.of())
                    : TelegramAnswer.withoutFile(account, answered);
        }
        return new Fetched.Later(Refusal.of(account, "platform-unreachable", null));
    }

    private static URI method(ChannelAccount account, String name) {
        return URI.create(account.baseUrl() + "/bot" + account.token().value() + "/" + name);
    }

    private static ObjectNode body(OutgoingMessage message) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        chat(body, message.to());
        body.put("text", message.text());
        reply(message).ifPresent(reply -> body.set("reply_parameters", reply));
        body.putObject("link_preview_options").put("is_disabled", true);
        return body;
    }

    static void chat(ObjectNode body, String to) {
        if (isNumber(to)) {
            body.put("chat_id", Long.parseLong(to));
        } else {
            body.put("chat_id", to);
        }
    }

    /** Empty also for what is no id of Telegram's. */
    static Optional<ObjectNode> reply(OutgoingMessage message) {
        String replyTo = message.replyTo();
        return replyTo == null || !isNumber(replyTo)
                ? Optional.empty()
                : Optional.of(Json.MAPPER
                        .createObjectNode()
                        .put("message_id", Long.parseLong(replyTo))
                        .put("allow_sending_without_reply", true));
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    @Override
    public Optional<ChannelAccount> authenticate(List<ChannelAccount> accounts, WebhookRequest request) {
        return request.header(SECRET_HEADER).filter(secret -> !secret.isEmpty()).flatMap(secret -> accounts.stream()
                .filter(account -> account.webhookSecret().matches(secret))
                .findFirst());
    }

    @Override
    public List<Inbound> parse(String account, JsonNode body) {
        return List.of(TelegramUpdate.read(account, body));
    }
}
