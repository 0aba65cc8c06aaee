package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import java.time.Instant;

/** The newest event of a conversation, as one of its members' list of conversations shows it. */
public record UserConversation(String conversationId, long lastSeq, long lastOrdinal, Instant lastAt) {
    public static UserConversation of(ConversationEvent event) {
        return new UserConversation(event.conversationId(), event.seq(), event.ordinal(), event.at());
    }
}
