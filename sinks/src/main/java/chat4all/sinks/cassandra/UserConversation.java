package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData.ConversationCreated;
import chat4all.schemas.EventData.MemberAdded;
import chat4all.schemas.EventData.MemberRemoved;
import chat4all.schemas.EventData.MessageCreated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the list of one of its members, as an event leaves it; what is null the event says nothing about.
 *
 * @param lastMessageSeq of the newest message
 * @param base from where on messages are new to this member unless read: the member's own last message, or joining
 * @param present whether the user is a member
 */
public record UserConversation(
        String conversationId,
        long lastSeq,
        long lastOrdinal,
        Instant lastAt,
        @Nullable Long lastMessageSeq,
        @Nullable Place base,
        @Nullable Boolean present) {

    /** An event's seq, and how many messages there are up to it. */
    public record Place(long seq, long ordinal) {}

    public static UserConversation of(ConversationEvent event, String user) {
        boolean message = event.data() instanceof MessageCreated;
        boolean joins =
                event.data() instanceof MemberAdded added && added.userId().equals(user);
        boolean own = message && event.actor().equals(user);
        return new UserConversation(
                event.conversationId(),
                event.seq(),
                event.ordinal(),
                event.at(),
                message ? (Long) event.seq() : null,
                own || joins ? new Place(event.seq(), event.ordinal()) : null,
                present(event, user, joins));
    }

    private static @Nullable Boolean present(ConversationEvent event, String user, boolean joins) {
        if (event.data() instanceof MemberRemoved removed && removed.userId().equals(user)) {
            return false;
        }
        if (joins || event.data() instanceof ConversationCreated) {
            return true;
        }
        return null;
    }

    /** The list after both events, whichever came first. */
    public static UserConversation merged(UserConversation one, UserConversation other) {
        boolean inOrder = one.lastSeq <= other.lastSeq;
        UserConversation earlier = inOrder ? one : other;
        UserConversation later = inOrder ? other : one;
        return new UserConversation(
                later.conversationId,
                later.lastSeq,
                later.lastOrdinal,
                later.lastAt,
                either(later.lastMessageSeq, earlier.lastMessageSeq),
                either(later.base, earlier.base),
                either(later.present, earlier.present));
    }

    private static <T> @Nullable T either(@Nullable T later, @Nullable T earlier) {
        return later != null ? later : earlier;
    }
}
