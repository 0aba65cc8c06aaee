package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A platform's word on a message it was given.
 *
 * @param opaque what we asked the platform to echo ({@code message_id/attempt}); null where a platform cannot
 */
public record ChannelReceipt(
        Channel channel,
        String account,
        String providerMessageId,
        DeliveryStatus status,
        Instant at,
        @Nullable String opaque,
        @Nullable StatusError error) {
    public ChannelReceipt {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(providerMessageId, "provider_message_id");
        requireNonNull(status, "status");
        requireNonNull(at, "at");
    }
}
