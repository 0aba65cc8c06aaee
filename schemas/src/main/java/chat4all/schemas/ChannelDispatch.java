package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A platform took a message and named it: what joins the platform's later receipts to our message. */
public record ChannelDispatch(
        Channel channel,
        String account,
        String providerMessageId,
        String messageId,
        String conversationId,
        long seq,
        String senderId,
        String recipientId,
        int attempt,
        Instant at) {
    public ChannelDispatch {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(providerMessageId, "provider_message_id");
        requireNonNull(messageId, "message_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(senderId, "sender_id");
        requireNonNull(recipientId, "recipient_id");
        requireNonNull(at, "at");
    }
}
