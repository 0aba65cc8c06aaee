package chat4all.topology;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.Recipient;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Merges what is said about one recipient. Delivered or read beats everything else; below that the newest attempt
 * counts, and within an attempt the rank. Times are the earliest seen. Pure functions.
 */
final class RecipientStatuses {
    /** What is compared to tell which of two statements is the further one; the last two only part equals. */
    private record Standing(
            DeliveryStatus status,
            int attempt,
            Source source,
            @Nullable StatusError error) {
        private static final Comparator<Standing> ORDER = Comparator.comparing(Standing::arrived)
                .thenComparing(standing -> standing.arrived() ? 0 : standing.attempt())
                .thenComparing(standing -> standing.status().rank())
                .thenComparing(Standing::source, Comparator.reverseOrder())
                .thenComparing(standing -> String.valueOf(standing.error()));

        boolean arrived() {
            return status.isAtLeast(DeliveryStatus.DELIVERED);
        }
    }

    private RecipientStatuses() {}

    static RecipientStatus sent(String recipientId, Instant at) {
        return sent(recipientId, null, at);
    }

    static RecipientStatus sent(LinkedIdentity identity, Instant at) {
        return sent(identity.contact(), identity.userId(), at);
    }

    private static RecipientStatus sent(String recipientId, @Nullable String userId, Instant at) {
        return new RecipientStatus(
                recipientId,
                userId,
                Recipient.parse(recipientId) instanceof Recipient.External external ? external.channel() : null,
                DeliveryStatus.SENT,
                1,
                Source.SEQUENCER,
                at,
                null,
                null,
                null,
                null,
                null);
    }

    static RecipientStatus merge(RecipientStatus state, StatusUpdate update) {
        Standing before = new Standing(state.status(), state.attempt(), state.source(), state.error());
        Standing said = new Standing(update.status(), update.attempt(), update.source(), update.error());
        boolean wins = Standing.ORDER.compare(said, before) > 0;
        return new RecipientStatus(
                state.recipientId(),
                state.userId(),
                state.channel(),
                wins ? update.status() : state.status(),
                Math.max(state.attempt(), update.attempt()),
                wins ? update.source() : state.source(),
                state.sentAt(),
                said.arrived() ? earliest(state.deliveredAt(), update.at()) : state.deliveredAt(),
                update.status() == DeliveryStatus.READ ? earliest(state.readAt(), update.at()) : state.readAt(),
                providerMessageId(state, update),
                wins ? update.error() : state.error(),
                further(state.sentAs(), update.sentAs()));
    }

    /** A message is sent once, so there are never two; were there, the same would be kept whatever their order. */
    private static @Nullable SentAs further(@Nullable SentAs known, @Nullable SentAs said) {
        return known == null || (said != null && said.compareTo(known) > 0) ? said : known;
    }

    /** The newest attempt's; of several of one attempt, whose order is not known, always the same. */
    private static @Nullable String providerMessageId(RecipientStatus state, StatusUpdate update) {
        String known = state.providerMessageId();
        String said = update.providerRef();
        if (update.attempt() != state.attempt()) {
            return update.attempt() > state.attempt() ? said : known;
        }
        return known == null || (said != null && said.compareTo(known) < 0) ? said : known;
    }

    private static Instant earliest(@Nullable Instant known, Instant said) {
        return known == null || said.isBefore(known) ? said : known;
    }
}
