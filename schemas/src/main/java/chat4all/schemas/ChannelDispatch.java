package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A platform took a message and named it: what joins the platform's later receipts to our message.
 *
 * @param chat where message ids count per chat (Telegram), the chat; null elsewhere
 * @param previousProviderMessageId the dispatch before it to the same contact in the same conversation, by which a
 *     receipt that speaks of everything up to here walks back; null for the first
 * @param messageAt when the message was sequenced
 * @param at when the platform took it
 * @param sentAs what became of its file; null for a message without
 */
public record ChannelDispatch(
        Channel channel,
        String account,
        @Nullable String chat,
        String providerMessageId,
        @Nullable String previousProviderMessageId,
        String messageId,
        String conversationId,
        long seq,
        Instant messageAt,
        String senderId,
        String recipientId,
        int attempt,
        Instant at,
        @Nullable SentAs sentAs)
        implements ChannelReport {
    public ChannelDispatch {
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(providerMessageId, "provider_message_id");
        requireNonNull(messageId, "message_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(messageAt, "message_at");
        requireNonNull(senderId, "sender_id");
        requireNonNull(recipientId, "recipient_id");
        requireNonNull(at, "at");
    }
}
