package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** The wish to change who belongs to a group, or as what. Removing oneself is leaving. */
public record ChangeMember(
        String commandId,
        String conversationId,
        String actor,
        Change change,
        String userId,
        String fingerprint,
        Origin origin,
        Instant acceptedAt)
        implements ConversationCommand {
    public ChangeMember {
        requireNonNull(commandId, "command_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(actor, "actor");
        requireNonNull(change, "change");
        requireNonNull(userId, "user_id");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(origin, "origin");
        requireNonNull(acceptedAt, "accepted_at");
    }

    /** What becomes of the user. */
    public enum Change {
        @JsonProperty("add")
        ADD,
        @JsonProperty("remove")
        REMOVE,
        @JsonProperty("promote")
        PROMOTE
    }
}
