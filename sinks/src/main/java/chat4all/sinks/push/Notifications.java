package chat4all.sinks.push;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import chat4all.schemas.Notification;
import chat4all.schemas.Person;
import chat4all.schemas.Recipient;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.StatusError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a record concerns and what each is told; nobody when it is empty. Users who are told the same share one
 * notification, so that it is written as JSON once.
 */
final class Notifications {
    private Notifications() {}

    /** All members hear of a message, the sender too: there are other devices. */
    static Map<String, Notification> of(ConversationEvent event) {
        Map<String, Notification> byUser = new LinkedHashMap<>();
        if (event.data() instanceof MessageCreated message) {
            @Nullable String first =
                    message.recipients().isEmpty() ? null : message.recipients().get(0);
            Map<@Nullable String, Notification> byRecipient = new HashMap<>();
            for (String user : event.audience()) {
                @Nullable String recipient = message.recipients().contains(user) ? user : first;
                byUser.put(user, byRecipient.computeIfAbsent(recipient, to -> newMessage(event, message, to)));
            }
        }
        return byUser;
    }

    /**
     * The sender hears what changed; a refusal (seq 0) is told by {@link #of(RejectedMessage)} alone. Of a user's linked
     * identity only what moves the user forward is told, and as the user's: whose number it is stays the user's affair.
     */
    static Map<String, Notification> of(MessageStatus state) {
        @Nullable StatusChange change = state.change();
        if (!state.isKnown() || state.seq() == 0 || change == null || !Recipient.isInternal(state.senderId())) {
            return Map.of();
        }
        @Nullable String user = userOf(state, change.recipientId());
        if (user != null && !reached(state, user, change)) {
            return Map.of();
        }
        var notification = new Notification.StatusChanged(
                state.messageId(),
                state.conversationId(),
                state.seq(),
                user == null ? change.recipientId() : user,
                change.status(),
                change.at().toEpochMilli(),
                error(state, change));
        return Map.of(state.senderId(), notification);
    }

    /** The sender hears of every refusal but that of a repetition, which stands as accepted. */
    static Map<String, Notification> of(RejectedMessage rejected) {
        if (rejected.code() == RejectionCode.DUPLICATE || !Recipient.isInternal(rejected.senderId())) {
            return Map.of();
        }
        return Map.of(
                rejected.senderId(),
                new Notification.Rejected(
                        rejected.messageId(), rejected.conversationId(), rejected.code(), rejected.detail()));
    }

    /** Whose linked identity the recipient is; null for one that was named. */
    private static @Nullable String userOf(MessageStatus state, @Nullable String recipientId) {
        return state.recipients().stream()
                .filter(recipient -> recipient.recipientId().equals(recipientId))
                .flatMap(recipient -> Stream.ofNullable(recipient.userId()))
                .findFirst()
                .orElse(null);
    }

    private static boolean reached(MessageStatus state, String user, StatusChange change) {
        return Person.of(state.recipients()).stream()
                .anyMatch(person ->
                        person.channels().get(0).recipientId().equals(user) && person.status() == change.status());
    }

    private static Notification newMessage(
            ConversationEvent event, MessageCreated message, @Nullable String recipient) {
        return new Notification.NewMessage(
                message.messageId(),
                event.conversationId(),
                event.seq(),
                event.actor(),
                recipient,
                message.content(),
                message.messageType(),
                event.at().toEpochMilli(),
                message.fileId(),
                message.replyTo(),
                message.clientMessageId());
    }

    private static @Nullable StatusError error(MessageStatus state, StatusChange change) {
        if (change.status() != DeliveryStatus.FAILED) {
            return null;
        }
        List<StatusError> ofRecipient = state.recipients().stream()
                .filter(recipient -> recipient.recipientId().equals(change.recipientId()))
                .flatMap(recipient -> Stream.ofNullable(recipient.error()))
                .toList();
        return ofRecipient.isEmpty() ? state.error() : ofRecipient.get(0);
    }
}
