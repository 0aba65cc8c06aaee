package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message for one contact on one platform, in the order of its conversation: the values of the outbound topics. */
public record OutboundMessage(
        String messageId,
        String conversationId,
        long seq,
        String senderId,
        String recipientId,
        Channel channel,
        String content,
        String messageType,
        @Nullable String fileId,
        @Nullable String replyTo,
        @Nullable JsonNode metadata,
        Instant at) {
    public OutboundMessage {
        requireNonNull(messageId, "message_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(senderId, "sender_id");
        requireNonNull(recipientId, "recipient_id");
        requireNonNull(channel, "channel");
        requireNonNull(content, "content");
        requireNonNull(messageType, "message_type");
        requireNonNull(at, "at");
    }
}
