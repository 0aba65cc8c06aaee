package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A verified webhook exactly as it came, kept so that a better parser can be run over it again. */
public record ChannelWebhook(Channel channel, String account, Instant receivedAt, String body) {
    public ChannelWebhook {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(receivedAt, "received_at");
        requireNonNull(body, "body");
    }
}
