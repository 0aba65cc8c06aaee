package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The wish that nobody can read a message any more.
 *
 * @param fileId the file it carries, looked up as the message is by who writes the command; a message's file never changes
 */
public record DeleteMessage(
        String commandId,
        String conversationId,
        String actor,
        MessageRef message,
        @Nullable String fileId,
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
