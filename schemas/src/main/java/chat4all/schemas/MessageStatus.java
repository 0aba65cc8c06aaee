package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message's state towards every recipient and as a whole: the values of {@code message-status} and of the store that
 * interactive queries read. Depends on which updates were seen, never on their order or number.
 *
 * @param status the least over all persons ({@link Person}): SENT, DELIVERED, READ or FAILED; null while the message itself is awaited
 * @param history what was observed, oldest first, at most {@link #MAX_HISTORY}
 * @param change what this record changed for one recipient; null when only a time was corrected
 * @param parked updates that came before the message's first one
 * @param revision counts the changes of this state
 */
public record MessageStatus(
        String messageId,
        String conversationId,
        long seq,
        String senderId,
        @Nullable DeliveryStatus status,
        List<RecipientStatus> recipients,
        List<StatusChange> history,
        @Nullable StatusChange change,
        List<StatusUpdate> parked,
        @Nullable StatusError error,
        Instant createdAt,
        Instant updatedAt,
        int revision) {
    public static final int MAX_HISTORY = 32;
    public static final int MAX_PARKED = 32;

    public MessageStatus {
        requireNonNull(messageId, "message_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(senderId, "sender_id");
        recipients = Json.listOrEmpty(recipients);
        history = Json.listOrEmpty(history);
        parked = Json.listOrEmpty(parked);
        requireNonNull(createdAt, "created_at");
        requireNonNull(updatedAt, "updated_at");
    }

    /** Whether the message has its place; until then there is nothing to show. */
    @JsonIgnore
    public boolean isKnown() {
        return status != null;
    }

    /**
     * One recipient's state.
     *
     * @param userId the user whose linked identity it is; null for a recipient that was named
     * @param channel null for users of this installation
     * @param sentAs what became of the message's file on its way there; null when there is none, or not known
     */
    public record RecipientStatus(
            String recipientId,
            @Nullable String userId,
            @Nullable Channel channel,
            DeliveryStatus status,
            int attempt,
            StatusUpdate.Source source,
            Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable String providerMessageId,
            @Nullable StatusError error,
            @Nullable SentAs sentAs) {
        public RecipientStatus {
            requireNonNull(recipientId, "recipient_id");
            requireNonNull(status, "status");
            requireNonNull(source, "source");
            requireNonNull(sentAt, "sent_at");
        }

        /** Of a recipient that was named. */
        public RecipientStatus(
                String recipientId,
                @Nullable Channel channel,
                DeliveryStatus status,
                int attempt,
                StatusUpdate.Source source,
                Instant sentAt,
                @Nullable Instant deliveredAt,
                @Nullable Instant readAt,
                @Nullable String providerMessageId,
                @Nullable StatusError error) {
            this(
                    recipientId,
                    null,
                    channel,
                    status,
                    attempt,
                    source,
                    sentAt,
                    deliveredAt,
                    readAt,
                    providerMessageId,
                    error,
                    null);
        }
    }

    /** One entry of the history; {@code recipientId} is null for the message as a whole. */
    public record StatusChange(
            @Nullable String recipientId, DeliveryStatus status, int attempt, Instant at, StatusUpdate.Source source) {
        public StatusChange {
            requireNonNull(status, "status");
            requireNonNull(at, "at");
            requireNonNull(source, "source");
        }
    }
}
