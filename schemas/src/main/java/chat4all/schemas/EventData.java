package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What took place, by the event's {@code type}. */
@JsonSubTypes({
    @JsonSubTypes.Type(value = EventData.MessageCreated.class, name = EventData.MESSAGE_CREATED),
    @JsonSubTypes.Type(value = EventData.MessageEdited.class, name = EventData.MESSAGE_EDITED),
    @JsonSubTypes.Type(value = EventData.MessageDeleted.class, name = EventData.MESSAGE_DELETED),
    @JsonSubTypes.Type(value = EventData.ReactionAdded.class, name = EventData.REACTION_ADDED),
    @JsonSubTypes.Type(value = EventData.ReactionRemoved.class, name = EventData.REACTION_REMOVED),
    @JsonSubTypes.Type(value = EventData.ConversationCreated.class, name = EventData.CONVERSATION_CREATED),
    @JsonSubTypes.Type(value = EventData.ConversationRenamed.class, name = EventData.CONVERSATION_RENAMED),
    @JsonSubTypes.Type(value = EventData.MemberAdded.class, name = EventData.MEMBER_ADDED),
    @JsonSubTypes.Type(value = EventData.MemberRemoved.class, name = EventData.MEMBER_REMOVED),
    @JsonSubTypes.Type(value = EventData.MemberPromoted.class, name = EventData.MEMBER_PROMOTED)
})
public sealed interface EventData {
    String MESSAGE_CREATED = "message.created";
    String MESSAGE_EDITED = "message.edited";
    String MESSAGE_DELETED = "message.deleted";
    String REACTION_ADDED = "reaction.added";
    String REACTION_REMOVED = "reaction.removed";
    String CONVERSATION_CREATED = "conversation.created";
    String CONVERSATION_RENAMED = "conversation.renamed";
    String MEMBER_ADDED = "member.added";
    String MEMBER_REMOVED = "member.removed";
    String MEMBER_PROMOTED = "member.promoted";

    /** The event's {@code type}, as topics and tables show it. */
    static String typeOf(EventData data) {
        for (JsonSubTypes.Type known :
                EventData.class.getAnnotation(JsonSubTypes.class).value()) {
            if (known.value() == data.getClass()) {
                return known.name();
            }
        }
        throw new IllegalArgumentException("an event without type: " + data.getClass());
    }

    /** What happens to a message after it took its place: {@code messageSeq}. */
    interface MessageChange {
        String messageId();

        long messageSeq();

        /** Those who have the message on a platform and are told of the change there; null for nobody. */
        @Nullable List<String> contacts();
    }

    /**
     * A message took its place.
     *
     * @param recipients whose status is tracked, resolved: never empty in a conversation of more than one
     * @param linked the identities of users among the recipients that get it too
     * @param via the contact on a platform as whom its sender, a user, wrote it
     * @param joins the user who became a member by it, its sender; null for everybody else's message
     * @param opens the conversation this message created, null for every later message
     */
    record MessageCreated(
            String messageId,
            @Nullable String clientMessageId,
            List<String> recipients,
            List<LinkedIdentity> linked,
            @Nullable String via,
            @Nullable String joins,
            String content,
            String messageType,
            @Nullable String fileId,
            @Nullable String replyTo,
            @Nullable JsonNode metadata,
            @Nullable ConversationCreated opens)
            implements EventData {
        public MessageCreated {
            requireNonNull(messageId, "message_id");
            recipients = Json.listOrEmpty(recipients);
            linked = Json.listOrEmpty(linked);
            requireNonNull(content, "content");
            requireNonNull(messageType, "message_type");
        }

        /** Written here by a member, and for no linked identity. */
        public MessageCreated(
                String messageId,
                @Nullable String clientMessageId,
                List<String> recipients,
                String content,
                String messageType,
                @Nullable String fileId,
                @Nullable String replyTo,
                @Nullable JsonNode metadata,
                @Nullable ConversationCreated opens) {
            this(
                    messageId,
                    clientMessageId,
                    recipients,
                    List.of(),
                    null,
                    null,
                    content,
                    messageType,
                    fileId,
                    replyTo,
                    metadata,
                    opens);
        }
    }

    /**
     * The author gave a message another text.
     *
     * @param content null where the event is stored: the text is kept once, with its message, so that it can be deleted
     */
    record MessageEdited(
            String messageId,
            long messageSeq,
            @Nullable String content,
            @Nullable List<String> contacts) implements EventData, MessageChange {
        public MessageEdited {
            requireNonNull(messageId, "message_id");
            contacts = Json.listOrNull(contacts);
        }

        /** Of a message that is on no platform. */
        public MessageEdited(String messageId, long messageSeq, @Nullable String content) {
            this(messageId, messageSeq, content, null);
        }
    }

    /**
     * A message's text and file are gone for everybody.
     *
     * @param fileId the file it carried; null where the event is stored, as nobody is to learn of it there
     * @param contacts who has the message on a platform and is told there; null when nobody
     */
    record MessageDeleted(
            String messageId,
            long messageSeq,
            @Nullable String fileId,
            @Nullable List<String> contacts) implements EventData, MessageChange {
        public MessageDeleted {
            requireNonNull(messageId, "message_id");
            contacts = Json.listOrNull(contacts);
        }

        /** Of a message without a file that is on no platform. */
        public MessageDeleted(String messageId, long messageSeq) {
            this(messageId, messageSeq, null, null);
        }
    }

    /** The actor put an emoji under a message; doing so again changes nothing. */
    record ReactionAdded(
            String messageId,
            long messageSeq,
            String emoji,
            @Nullable List<String> contacts) implements EventData, MessageChange {
        public ReactionAdded {
            requireNonNull(messageId, "message_id");
            requireNonNull(emoji, "emoji");
            contacts = Json.listOrNull(contacts);
        }

        /** Of a message that is on no platform. */
        public ReactionAdded(String messageId, long messageSeq, String emoji) {
            this(messageId, messageSeq, emoji, null);
        }
    }

    /** The actor took it away again. */
    record ReactionRemoved(
            String messageId,
            long messageSeq,
            String emoji,
            @Nullable List<String> contacts) implements EventData, MessageChange {
        public ReactionRemoved {
            requireNonNull(messageId, "message_id");
            requireNonNull(emoji, "emoji");
            contacts = Json.listOrNull(contacts);
        }

        /** Of a message that is on no platform. */
        public ReactionRemoved(String messageId, long messageSeq, String emoji) {
            this(messageId, messageSeq, emoji, null);
        }
    }

    /** A conversation began with these members. */
    record ConversationCreated(
            ConversationKind kind,
            @Nullable String name,
            @Nullable String description,
            Map<String, ConversationMembers.Role> members)
            implements EventData {
        public ConversationCreated {
            requireNonNull(kind, "kind");
            members = Json.mapOrEmpty(members);
        }
    }

    /** A group has another name. */
    record ConversationRenamed(String name) implements EventData {
        public ConversationRenamed {
            requireNonNull(name, "name");
        }
    }

    /** A user sees the conversation from this event on. */
    record MemberAdded(String userId, ConversationMembers.Role role) implements EventData {
        public MemberAdded {
            requireNonNull(userId, "user_id");
            requireNonNull(role, "role");
        }
    }

    /**
     * A user sees the conversation up to this event: left when also the actor, else removed.
     *
     * @param since the seq by which this stay began
     */
    record MemberRemoved(String userId, long since) implements EventData {
        public MemberRemoved {
            requireNonNull(userId, "user_id");
        }
    }

    /**
     * A member is an admin from now on.
     *
     * @param since the seq by which this stay began
     */
    record MemberPromoted(String userId, long since) implements EventData {
        public MemberPromoted {
            requireNonNull(userId, "user_id");
        }
    }
}
