package chat4all.schemas;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * What somebody asks of a conversation: the values of the topic {@code messages}, the sequencer's only input. A command
 * is a wish; whether and where it takes place is said by the {@link ConversationEvent} or {@link RejectedMessage} that
 * answers it. Two commands with the same conversation and id are the same wish.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SendMessage.class, name = "send"),
    @JsonSubTypes.Type(value = CreateConversation.class, name = "create"),
    @JsonSubTypes.Type(value = RenameConversation.class, name = "rename"),
    @JsonSubTypes.Type(value = ChangeMember.class, name = "change-member"),
    @JsonSubTypes.Type(value = EditMessage.class, name = "edit"),
    @JsonSubTypes.Type(value = DeleteMessage.class, name = "delete"),
    @JsonSubTypes.Type(value = React.class, name = "react")
})
public sealed interface ConversationCommand
        permits SendMessage, CreateConversation, RenameConversation, ChangeMember, EditMessage, DeleteMessage, React {
    String conversationId();

    /** The id under which a repetition is recognised, 24 h long for clients. */
    String commandId();

    /** The user or external contact who asks. */
    String actor();

    /** Hash of the fields the client sent: the same id with another fingerprint is a mistake, not a repetition. */
    String fingerprint();

    Origin origin();

    /** When the edge or a connector took it in; what orders commands is the broker's time. */
    Instant acceptedAt();

    /** Where a command comes from, which decides how long its repetition is recognised. */
    enum Origin {
        CLIENT,
        PLATFORM
    }
}
