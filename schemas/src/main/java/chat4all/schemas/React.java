package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** The wish to put an emoji of one's own under a message, or to take it away again. */
public record React(
        String commandId,
        String conversationId,
        String actor,
        MessageRef message,
        Change change,
        String emoji,
        String fingerprint,
        Origin origin,
        Instant acceptedAt)
        implements ConversationCommand {
    public React {
        requireNonNull(commandId, "command_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(actor, "actor");
        requireNonNull(message, "message");
        requireNonNull(change, "change");
        requireNonNull(emoji, "emoji");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(origin, "origin");
        requireNonNull(acceptedAt, "accepted_at");
    }

    /** What becomes of the reaction. */
    public enum Change {
        @JsonProperty("add")
        ADD,
        @JsonProperty("remove")
        REMOVE
    }
}
