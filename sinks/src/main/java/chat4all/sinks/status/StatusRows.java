package chat4all.sinks.status;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.Person;
import chat4all.schemas.StatusUpdate;
import chat4all.sinks.cassandra.RowStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a message's state needs. Storing a message already gave it a status, and most messages never get another
 * that storing did not imply, so most states need no row at all.
 */
record StatusRows(List<RecipientStatus> recipients, Optional<RowStatus> message) {
    /** The seq in the state of a message that got no place, and so has no row. */
    private static final long REFUSED = 0;

    private static final StatusRows NONE = new StatusRows(List.of(), Optional.empty());

    static StatusRows of(MessageStatus state) {
        @Nullable DeliveryStatus status = state.status();
        if (status == null || state.seq() == REFUSED || isImplied(state.recipients())) {
            return NONE;
        }
        var moved = state.recipients().stream()
                .filter(recipient -> recipient.status() != DeliveryStatus.SENT || isLinked(recipient))
                .toList();
        return new StatusRows(moved, row(status, state.recipients()));
    }

    boolean isEmpty() {
        return recipients.isEmpty() && message.isEmpty();
    }

    /** With users alone the row was stored as DELIVERED; with a contact among them their time of delivery is nowhere yet. */
    private static boolean isImplied(List<RecipientStatus> recipients) {
        boolean usersOnly = recipients.stream().allMatch(recipient -> recipient.channel() == null);
        return recipients.stream().noneMatch(StatusRows::isLinked)
                && recipients.stream()
                        .allMatch(recipient ->
                                recipient.status() == DeliveryStatus.SENT || (usersOnly && isByStoring(recipient)));
    }

    /** Named nowhere else: the message's row has the recipients that were named. */
    private static boolean isLinked(RecipientStatus recipient) {
        return recipient.userId() != null;
    }

    private static boolean isByStoring(RecipientStatus recipient) {
        return recipient.status() == DeliveryStatus.DELIVERED && recipient.source() == StatusUpdate.Source.INBOX;
    }

    private static Optional<RowStatus> row(DeliveryStatus status, List<RecipientStatus> recipients) {
        if (status == DeliveryStatus.SENT) {
            return Optional.empty();
        }
        var persons = Person.of(recipients);
        var deliveredAt = status.isAtLeast(DeliveryStatus.DELIVERED) ? latest(persons, Person::deliveredAt) : null;
        var readAt = status == DeliveryStatus.READ ? latest(persons, Person::readAt) : null;
        return Optional.of(new RowStatus(status, deliveredAt, readAt));
    }

    private static @Nullable Instant latest(List<Person> persons, Function<Person, @Nullable Instant> time) {
        return persons.stream()
                .map(time)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
