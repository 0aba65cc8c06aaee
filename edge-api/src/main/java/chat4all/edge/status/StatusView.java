package chat4all.edge.status;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
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
        var persons = all.stream().collect(Collectors.groupingBy(RecipientView::recipientId)).values().stream()
                .map(channels -> DeliveryStatus.furthest(channels.stream().map(RecipientView::status)));
        var whole = all.isEmpty() ? status : DeliveryStatus.whole(persons);
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
            @Nullable SentAs sentAs,
            @Nullable StatusError error) {
        private static final String INTERNAL = "internal";

        /** A linked identity as its user: the address, which the platform's id may hold too, is nobody else's affair. */
        static RecipientView of(RecipientStatus recipient) {
            var channel = recipient.channel();
            return new RecipientView(
                    named(recipient),
                    channel == null ? INTERNAL : channel.prefix(),
                    recipient.status(),
                    recipient.sentAt(),
                    recipient.deliveredAt(),
                    recipient.readAt(),
                    recipient.userId() == null ? recipient.providerMessageId() : null,
                    recipient.attempt(),
                    recipient.sentAs(),
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
                    null,
                    null);
        }
    }

    /** {@code recipientId} is left out for what concerns the message as a whole, {@code channel} for what was here. */
    record HistoryEntry(
            DeliveryStatus status,
            @Nullable String recipientId,
            @Nullable String channel,
            Instant at) {
        static HistoryEntry of(StatusChange change, List<RecipientStatus> recipients) {
            for (var recipient : recipients) {
                if (recipient.recipientId().equals(change.recipientId())) {
                    var channel = recipient.channel();
                    var prefix = channel == null ? null : channel.prefix();
                    return new HistoryEntry(change.status(), named(recipient), prefix, change.at());
                }
            }
            return new HistoryEntry(change.status(), change.recipientId(), null, change.at());
        }

        /** What befell the message as a whole. */
        static HistoryEntry of(DeliveryStatus status, Instant at) {
            return new HistoryEntry(status, null, null, at);
        }
    }

    private static String named(RecipientStatus recipient) {
        var user = recipient.userId();
        return user == null ? recipient.recipientId() : user;
    }
}
