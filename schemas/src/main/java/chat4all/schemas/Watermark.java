package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** Up to where a member has received and read a conversation; readers keep the greatest of what they see. */
public record Watermark(String conversationId, String userId, long deliveredSeq, long readSeq, Instant at) {
    public Watermark {
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(userId, "user_id");
        requireNonNull(at, "at");
    }

    /** The record's key: one per member, so that compaction keeps every member's. */
    public String key() {
        return conversationId + "|" + userId;
    }
}
