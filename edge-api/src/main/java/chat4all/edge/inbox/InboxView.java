package chat4all.edge.inbox;

import chat4all.edge.history.MessageView;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.ConversationMembers.Role;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a user's conversations as clients read it.
 *
 * @param nextCursor where to go on, null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record InboxView(
        List<Entry> conversations,
        boolean hasMore,
        @Nullable String nextCursor) {

    /**
     * @param lastSeq of the newest event
     * @param lastMessage the newest message the user may see, null for none
     * @param unread messages of others that the user has not read
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Entry(
            String conversationId,
            @Nullable ConversationKind type,
            @Nullable String name,
            long lastSeq,
            @Nullable MessageView lastMessage,
            long unread,
            List<MemberEntry> members,
            Instant lastActivityAt) {}

    record MemberEntry(String userId, Role role) {}
}
