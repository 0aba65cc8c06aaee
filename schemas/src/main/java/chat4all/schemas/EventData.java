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
    @JsonSubTypes.Type(value = EventData.ConversationCreated.class, name = EventData.CONVERSATION_CREATED)
})
public sealed interface EventData {
    String MESSAGE_CREATED = "message.created";
    String CONVERSATION_CREATED = "conversation.created";

    /** The event's {@code type}, as topics and tables show it. */
    static String typeOf(EventData data) {
        if (data instanceof MessageCreated) {
            return MESSAGE_CREATED;
        }
        return CONVERSATION_CREATED;
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

    /** A conversation began with these members. */
    record ConversationCreated(
            ConversationKind kind, @Nullable String name, Map<String, ConversationMembers.Role> members)
            implements EventData {
        public ConversationCreated {
            requireNonNull(kind, "kind");
            members = Json.mapOrEmpty(members);
        }
    }
}
