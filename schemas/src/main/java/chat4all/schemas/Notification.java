package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a connected user is told at once: the payloads of the Redis channels {@code notifications:{user_id}}, and of the
 * sockets of plain clients. Redis may lose any of them; {@code seq} is what tells a reader so.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Notification.NewMessage.class, name = "NEW_MESSAGE"),
    @JsonSubTypes.Type(value = Notification.StatusChanged.class, name = "MESSAGE_STATUS"),
    @JsonSubTypes.Type(value = Notification.Rejected.class, name = "MESSAGE_REJECTED")
})
public sealed interface Notification {
    /** The Redis channel a user's notifications are published on. */
    static String channelOf(String userId) {
        return "notifications:" + userId;
    }

    /**
     * A message took its place in one of the user's conversations.
     *
     * @param recipientId the user when among the recipients, else the first recipient
     * @param timestamp the message's time in epoch milliseconds
     */
    record NewMessage(
            String messageId,
            String conversationId,
            long seq,
            String senderId,
            @Nullable String recipientId,
            String content,
            String messageType,
            long timestamp,
            @Nullable String fileId,
            @Nullable String replyTo,
            @Nullable String clientMessageId)
            implements Notification {
        public NewMessage {
            requireNonNull(messageId, "message_id");
            requireNonNull(conversationId, "conversation_id");
            requireNonNull(senderId, "sender_id");
            requireNonNull(content, "content");
            requireNonNull(messageType, "message_type");
        }
    }

    /** One of the user's own messages moved forward towards one recipient ({@code recipientId}, null for the whole). */
    record StatusChanged(
            String messageId,
            String conversationId,
            long seq,
            @Nullable String recipientId,
            DeliveryStatus status,
            long timestamp,
            @Nullable StatusError error)
            implements Notification {
        public StatusChanged {
            requireNonNull(messageId, "message_id");
            requireNonNull(conversationId, "conversation_id");
            requireNonNull(status, "status");
        }
    }

    /** One of the user's own messages, answered with 202, was refused afterwards. */
    record Rejected(String messageId, String conversationId, RejectionCode code, String detail)
            implements Notification {
        public Rejected {
            requireNonNull(messageId, "message_id");
            requireNonNull(conversationId, "conversation_id");
            requireNonNull(code, "code");
            requireNonNull(detail, "detail");
        }
    }
}
