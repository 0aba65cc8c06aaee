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
    @JsonSubTypes.Type(value = Notification.MessageEdited.class, name = "MESSAGE_EDITED"),
    @JsonSubTypes.Type(value = Notification.MessageDeleted.class, name = "MESSAGE_DELETED"),
    @JsonSubTypes.Type(value = Notification.Reaction.class, name = "REACTION"),
    @JsonSubTypes.Type(value = Notification.ConversationChanged.class, name = "CONVERSATION_CHANGED"),
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

    /**
     * A message says something else from now on.
     *
     * @param seq of the change, in line with those of messages
     * @param messageSeq of the message
     */
    record MessageEdited(
            String messageId,
            String conversationId,
            long seq,
            long messageSeq,
            String senderId,
            String content,
            long timestamp)
            implements Notification {
        public MessageEdited {
            requireNonNull(messageId, "message_id");
            requireNonNull(conversationId, "conversation_id");
            requireNonNull(senderId, "sender_id");
            requireNonNull(content, "content");
        }
    }

    /** A message is gone for everybody; {@code deletedBy} need not be its author. */
    record MessageDeleted(
            String messageId, String conversationId, long seq, long messageSeq, String deletedBy, long timestamp)
            implements Notification {
        public MessageDeleted {
            requireNonNull(messageId, "message_id");
            requireNonNull(conversationId, "conversation_id");
            requireNonNull(deletedBy, "deleted_by");
        }
    }

    /** Somebody put an emoji under a message, or took it away. */
    record Reaction(
            String messageId,
            String conversationId,
            long seq,
            long messageSeq,
            String userId,
            String emoji,
            boolean removed,
            long timestamp)
            implements Notification {
        public Reaction {
            requireNonNull(messageId, "message_id");
            requireNonNull(conversationId, "conversation_id");
            requireNonNull(userId, "user_id");
            requireNonNull(emoji, "emoji");
        }
    }

    /** A conversation of the user began, has another name or other members: the event's type, actor and data. */
    record ConversationChanged(
            String conversationId,
            long seq,
            String actor,
            long timestamp,

            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "event")
            EventData data)
            implements Notification {
        public ConversationChanged {
            requireNonNull(conversationId, "conversation_id");
            requireNonNull(actor, "actor");
            requireNonNull(data, "data");
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
