package chat4all.edge.cassandra;

import chat4all.schemas.EventData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a conversation as it is stored; the fields behind {@code actor} belong to messages. */
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
        @Nullable Instant readAt) {

    /** Whether it is a message that can be shown. */
    public boolean isMessage() {
        return type.equals(EventData.MESSAGE_CREATED) && messageId != null;
    }
}
