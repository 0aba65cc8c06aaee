package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The wish that a message says something else from now on. */
public record EditMessage(
        String commandId,
        String conversationId,
        String actor,
        MessageRef message,
        String content,
        String fingerprint,
        Origin origin,
        Instant acceptedAt)
        implements ConversationCommand {
    public EditMessage {
        requireNonNull(commandId, "command_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(actor, "actor");
        requireNonNull(message, "message");
        requireNonNull(content, "content");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(origin, "origin");
        requireNonNull(acceptedAt, "accepted_at");
    }
}
