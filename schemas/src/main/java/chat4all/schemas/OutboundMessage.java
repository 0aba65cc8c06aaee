package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message for one contact on one platform, or what has become of one, in the order of its conversation: the values of
 * the outbound topics.
 *
 * @param seq of the event that it comes from: the message, or its change
 * @param change null for the message itself
 */
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
        Instant at,
        @Nullable OutboundChange change) {
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

    /** A message itself. */
    public OutboundMessage(
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
        this(
                messageId,
                conversationId,
                seq,
                senderId,
                recipientId,
                channel,
                content,
                messageType,
                fileId,
                replyTo,
                metadata,
                at,
                null);
    }

    /** What its attempts are kept by: a message and each of its changes is sent by itself. */
    public String sendId() {
        return change == null ? messageId : messageId + "#" + seq;
    }
}
