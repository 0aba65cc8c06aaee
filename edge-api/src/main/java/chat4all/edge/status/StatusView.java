package chat4all.edge.status;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, as clients read it.
 *
 * @param history what was observed, oldest first
 * @param error why the whole message failed
 */
record StatusView(
        String messageId,
        String conversationId,
        DeliveryStatus status,
        List<RecipientView> recipients,
        List<HistoryEntry> history,
        @Nullable StatusError error) {

    /** The same message seen through all of its recipients: as a whole it has come as far as the last of them. */
    StatusView withRecipients(List<RecipientView> all) {
        var whole = all.isEmpty() ? status : DeliveryStatus.whole(all.stream().map(RecipientView::status));
        return new StatusView(messageId, conversationId, whole, all, history, error);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RecipientView(
            String recipientId,
            String channel,
            DeliveryStatus status,
            Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable String providerMessageId,
            int attempts,
            @Nullable StatusError error) {
        private static final String INTERNAL = "internal";

        static RecipientView of(RecipientStatus recipient) {
            var channel = recipient.channel();
            return new RecipientView(
                    recipient.recipientId(),
                    channel == null ? INTERNAL : channel.prefix(),
                    recipient.status(),
                    recipient.sentAt(),
                    recipient.deliveredAt(),
                    recipient.readAt(),
                    recipient.providerMessageId(),
                    recipient.attempt(),
                    recipient.error());
        }

        /** A recipient of whom only this is known. */
        static RecipientView of(String recipientId, @Nullable Channel channel, DeliveryStatus status, Instant sentAt) {
            var delivered = status.isAtLeast(DeliveryStatus.DELIVERED) ? sentAt : null;
            return new RecipientView(
                    recipientId,
                    channel == null ? INTERNAL : channel.prefix(),
                    status,
                    sentAt,
                    delivered,
                    null,
                    null,
                    1,
                    null);
        }
    }

    /** {@code recipientId} is left out for what concerns the message as a whole. */
    record HistoryEntry(DeliveryStatus status, @Nullable String recipientId, Instant at) {
        static HistoryEntry of(StatusChange change) {
            return new HistoryEntry(change.status(), change.recipientId(), change.at());
        }
    }
}
