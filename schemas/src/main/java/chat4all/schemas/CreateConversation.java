package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wish to open a conversation before anything is said in it; the creator is a member without being listed. */
public record CreateConversation(
        String commandId,
        String conversationId,
        String creatorId,
        ConversationKind kind,
        @Nullable String name,
        @Nullable String description,
        List<String> members,
        String fingerprint,
        Origin origin,
        Instant acceptedAt)
        implements ConversationCommand {
    public CreateConversation {
        requireNonNull(commandId, "command_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(creatorId, "creator_id");
        requireNonNull(kind, "kind");
        members = Json.listOrEmpty(members);
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(origin, "origin");
        requireNonNull(acceptedAt, "accepted_at");
    }

    @Override
    public String actor() {
        return creatorId;
    }
}
