package chat4all.topology;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import chat4all.schemas.Person;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds updates into a message's status. The state only moves forward, and it is a function of the set of updates seen:
 * shuffled, repeated or late, they end in the same state. Pure functions on records.
 */
final class StatusMachine {
    private static final Comparator<StatusUpdate> MOST_TELLING_FIRST = Comparator.comparing(
                    (StatusUpdate update) -> update.status().rank())
            .reversed();

    /** Stands in a state that waits for its message, which nobody but the message's first update reads. */
    private static final String UNTOLD = "";

    private StatusMachine() {}

    /** The states that follow, each by one change; empty when the update says nothing new. */
    static List<MessageStatus> advance(@Nullable MessageStatus state, StatusUpdate update) {
        if (state == null || !state.isKnown()) {
            return update.source() == Source.SEQUENCER ? begin(state, update) : park(state, update);
        }
        MessageStatus next = update.source() == Source.SEQUENCER ? state : apply(state, update);
        return next.equals(state) ? List.of() : List.of(next);
    }

    /** The message itself has come: its first state, then what had come before it. */
    private static List<MessageStatus> begin(@Nullable MessageStatus parked, StatusUpdate first) {
        List<RecipientStatus> recipients = Stream.concat(
                        first.recipients().stream().map(recipient -> RecipientStatuses.sent(recipient, first.at())),
                        first.linked().stream().map(identity -> RecipientStatuses.sent(identity, first.at())))
                .toList();
        // Nobody else to reach: stored is delivered.
        boolean alone = recipients.isEmpty() && first.status() == DeliveryStatus.SENT;
        DeliveryStatus status = alone ? DeliveryStatus.DELIVERED : first.status();
        StatusChange change = new StatusChange(null, status, first.attempt(), first.at(), first.source());
        MessageStatus state = new MessageStatus(
                first.messageId(),
                requireNonNull(first.conversationId()),
                first.seq(),
                requireNonNull(first.senderId()),
                status,
                recipients,
                List.of(change),
                change,
                List.of(),
                first.error(),
                requireNonNull(first.messageAt()),
                first.at(),
                1);
        List<MessageStatus> states = new ArrayList<>(List.of(state));
        for (StatusUpdate update : parked == null ? List.<StatusUpdate>of() : parked.parked()) {
            MessageStatus last = states.get(states.size() - 1);
            MessageStatus next = apply(last, update);
            if (!next.equals(last)) {
                states.add(next);
            }
        }
        return states;
    }

    /** The message itself is still awaited: its updates are kept, the least telling given up when there are too many. */
    private static List<MessageStatus> park(@Nullable MessageStatus state, StatusUpdate update) {
        List<StatusUpdate> parked = new ArrayList<>(state == null ? List.of() : state.parked());
        if (parked.contains(update)) {
            return List.of();
        }
        parked.add(update);
        parked.sort(MOST_TELLING_FIRST);
        List<StatusUpdate> kept = parked.subList(0, Math.min(parked.size(), MessageStatus.MAX_PARKED));
        return List.of(new MessageStatus(
                update.messageId(),
                requireNonNullElse(update.conversationId(), UNTOLD),
                update.seq(),
                requireNonNullElse(update.senderId(), UNTOLD),
                null,
                List.of(),
                List.of(),
                null,
                kept,
                null,
                requireNonNullElse(update.messageAt(), update.at()),
                update.at(),
                0));
    }

    /**
     * What a late update says of a message whose state is gone: revision 0 and the one recipient it speaks of. Nothing
     * when it does not tell the message's time, by which it is found to be late.
     */
    static List<MessageStatus> late(StatusUpdate update) {
        String recipientId = update.recipientId();
        Instant messageAt = update.messageAt();
        if (recipientId == null || messageAt == null) {
            return List.of();
        }
        RecipientStatus recipient = RecipientStatuses.merge(RecipientStatuses.sent(recipientId, messageAt), update);
        StatusChange fact = fact(recipientId, update);
        return List.of(new MessageStatus(
                update.messageId(),
                requireNonNull(update.conversationId()),
                update.seq(),
                requireNonNull(update.senderId()),
                whole(List.of(recipient)),
                List.of(recipient),
                List.of(fact),
                fact,
                List.of(),
                null,
                messageAt,
                update.at(),
                0));
    }

    private static MessageStatus apply(MessageStatus state, StatusUpdate update) {
        RecipientStatus before = Addressee.of(update, state.recipients());
        if (before == null) {
            return state;
        }
        RecipientStatus after = RecipientStatuses.merge(before, update);
        List<RecipientStatus> recipients = new ArrayList<>(state.recipients());
        recipients.set(recipients.indexOf(before), after);
        return moved(state, recipients, fact(before.recipientId(), update), before.status() != after.status());
    }

    private static MessageStatus moved(
            MessageStatus state, List<RecipientStatus> recipients, StatusChange fact, boolean transition) {
        List<StatusChange> history = History.with(state.history(), fact);
        if (recipients.equals(state.recipients()) && history.equals(state.history())) {
            return state;
        }
        return new MessageStatus(
                state.messageId(),
                state.conversationId(),
                state.seq(),
                state.senderId(),
                whole(recipients),
                recipients,
                history,
                transition ? fact : null,
                List.of(),
                state.error(),
                state.createdAt(),
                history.get(history.size() - 1).at(),
                state.revision() + 1);
    }

    private static DeliveryStatus whole(List<RecipientStatus> recipients) {
        return DeliveryStatus.whole(Person.of(recipients).stream().map(Person::status));
    }

    private static StatusChange fact(String recipientId, StatusUpdate update) {
        return new StatusChange(recipientId, update.status(), update.attempt(), update.at(), update.source());
    }
}
