package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The wish to give a group another name. */
public record RenameConversation(
        String commandId,
        String conversationId,
        String actor,
        String name,
        String fingerprint,
        Origin origin,
        Instant acceptedAt)
        implements ConversationCommand {
    public RenameConversation {
        requireNonNull(commandId, "command_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(actor, "actor");
        requireNonNull(name, "name");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(origin, "origin");
        requireNonNull(acceptedAt, "accepted_at");
    }
}
