package chat4all.edge.cassandra;

import chat4all.schemas.EventData;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event of a conversation as it is stored; the fields behind {@code actor} belong to messages, but for {@code data},
 * which is the JSON of any other event.
 *
 * @param reactions as {@link chat4all.schemas.Reactions} writes them
 */
public record EventRow(
        long seq,
        String type,
        long ordinal,
        Instant at,
        String actor,
        @Nullable String messageId,
        @Nullable String clientMessageId,
        List<String> recipients,
        @Nullable String content,
        @Nullable String messageType,
        @Nullable String fileId,
        @Nullable String replyTo,
        @Nullable String metadata,
        @Nullable String status,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        Set<String> reactions,
        @Nullable String data) {

    /** Whether its text and file are gone. */
    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Whether it tells who belongs to the conversation, or what that is called. */
    public boolean isSystem() {
        return data != null && (type.startsWith("member.") || type.startsWith("conversation."));
    }

    /** Whether it is a message that can be shown. */
    public boolean isMessage() {
        return type.equals(EventData.MESSAGE_CREATED) && messageId != null;
    }
}
