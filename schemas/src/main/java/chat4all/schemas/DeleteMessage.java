package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The wish that nobody can read a message any more. */
public record DeleteMessage(
        String commandId,
        String conversationId,
        String actor,
        MessageRef message,
        String fingerprint,
        Origin origin,
        Instant acceptedAt)
        implements ConversationCommand {
    public DeleteMessage {
        requireNonNull(commandId, "command_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(actor, "actor");
        requireNonNull(message, "message");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(origin, "origin");
        requireNonNull(acceptedAt, "accepted_at");
    }
}
