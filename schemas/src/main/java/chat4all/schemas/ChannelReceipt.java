package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A platform's word on a message it was given.
 *
 * @param chat where message ids count per chat (Telegram), the chat; null elsewhere
 * @param recipientId the contact as the platform names it, {@code <channel>:<address>}, which need not be the address
 *     we sent to; null where it does not say
 * @param upTo whether it is a watermark: said of this message and of all before it in its thread (Instagram's READ)
 * @param at when it happened, by the platform's clock
 * @param opaque what we asked the platform to echo ({@code message_id/attempt}); null where a platform cannot
 */
public record ChannelReceipt(
        Channel channel,
        String account,
        @Nullable String chat,
        String providerMessageId,
        @Nullable String recipientId,
        DeliveryStatus status,
        boolean upTo,
        Instant at,
        @Nullable String opaque,
        @Nullable StatusError error)
        implements ChannelReport {
    public ChannelReceipt {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(providerMessageId, "provider_message_id");
        requireNonNull(status, "status");
        requireNonNull(at, "at");
    }
}
