package chat4all.sinks.history;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.Recipient;
import chat4all.schemas.StatusUpdate;
import chat4all.sinks.cassandra.RowStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What storing a message means for its users: for them, being readable is being delivered. A message to users alone is
 * therefore DELIVERED from its first row on, one with a contact on a platform SENT.
 */
final class Inbox {
    private static final int ONLY_ATTEMPT = 1;

    private Inbox() {}

    static RowStatus initialStatus(MessageCreated message, Instant storedAt) {
        return message.recipients().stream().allMatch(Recipient::isInternal)
                ? new RowStatus(DeliveryStatus.DELIVERED, storedAt, null)
                : new RowStatus(DeliveryStatus.SENT, null, null);
    }

    /** One update for each recipient here that has a state of its own, or one for all of them together. */
    static List<StatusUpdate> delivered(ConversationEvent event, MessageCreated message, Instant storedAt) {
        return StatusUpdate.tracked(message.recipients()).stream()
                .filter(recipient -> Recipient.isInternal(recipient) || recipient.equals(Recipient.EVERY_MEMBER))
                .map(recipient -> delivered(event, message, recipient, storedAt))
                .toList();
    }

    /** The time of storing in Cassandra's milliseconds, never before the message, however the clocks differ. */
    static Instant storedAt(ConversationEvent event, Instant now) {
        Instant earliest = event.at().truncatedTo(ChronoUnit.MILLIS);
        Instant atLeast = earliest.equals(event.at()) ? earliest : earliest.plusMillis(1);
        Instant stored = now.truncatedTo(ChronoUnit.MILLIS);
        return stored.isBefore(atLeast) ? atLeast : stored;
    }

    private static StatusUpdate delivered(
            ConversationEvent event, MessageCreated message, String recipient, Instant storedAt) {
        return new StatusUpdate(
                message.messageId(),
                event.conversationId(),
                event.seq(),
                event.actor(),
                recipient,
                DeliveryStatus.DELIVERED,
                ONLY_ATTEMPT,
                storedAt,
                event.at(),
                StatusUpdate.Source.INBOX,
                null,
                null,
                List.of());
    }
}
