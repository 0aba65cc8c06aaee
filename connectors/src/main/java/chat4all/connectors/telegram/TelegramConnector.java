package chat4all.connectors.telegram;

import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.platform.PlatformReply;
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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Telegram by its Bot API. There is neither an idempotency key nor a way to look a message up, nor word of a delivery: an
 * answer that is lost stays unknown. The token is part of the URI, so no URI is ever put into words here.
 */
public final class TelegramConnector implements Connector {
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z:_-]+");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final String SECRET_HEADER = "x-telegram-bot-api-secret-token";
    private static final Capabilities CAPABILITIES = new Capabilities(
            4096, TextUnit.CHARACTERS, Rate.perSecond(30), new Rate(3, Duration.ofSeconds(1)), Optional.empty(), false);

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
        URI uri = URI.create(account.baseUrl() + "/bot" + token + "/sendMessage");
        PlatformReply reply = client.post(uri, Map.of(), body(message));
        if (reply instanceof PlatformReply.Answered answered) {
            return TelegramAnswer.outcome(account, message.to(), answered);
        }
        return reply instanceof PlatformReply.NotSent notSent
                ? new SendOutcome.Retry(Refusal.of(account, notSent))
                : new SendOutcome.Unknown(Refusal.of(account, (PlatformReply.Lost) reply));
    }

    private static ObjectNode body(OutgoingMessage message) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (isNumber(message.to())) {
            body.put("chat_id", Long.parseLong(message.to()));
        } else {
            body.put("chat_id", message.to());
        }
        body.put("text", message.text());
        if (message.replyTo() != null && isNumber(message.replyTo())) {
            body.putObject("reply_parameters")
                    .put("message_id", Long.parseLong(message.replyTo()))
                    .put("allow_sending_without_reply", true);
        }
        body.putObject("link_preview_options").put("is_disabled", true);
        return body;
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
