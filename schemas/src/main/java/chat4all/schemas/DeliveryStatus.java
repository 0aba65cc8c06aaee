package chat4all.schemas;

import java.util.Comparator;
import java.util.stream.Stream;

/** How far a message has come towards one recipient. The order of the constants is the order of precedence. */
public enum DeliveryStatus {
    /** In the conversation's log. */
    SENT(0),
    /** Handed to a platform whose answer was lost. */
    UNKNOWN(1),
    /** Taken by a platform. */
    DISPATCHED(2),
    /** Given up, with the reason. */
    FAILED(3),
    /** On the recipient's device, or readable in the recipient's history. */
    DELIVERED(4),
    /** Seen by the recipient, hence delivered. */
    READ(5);

    private final int rank;

    DeliveryStatus(int rank) {
        this.rank = rank;
    }

    /** The place in the order of precedence; written into Cassandra's timestamps, so it never changes. */
    public int rank() {
        return rank;
    }

    public boolean isAtLeast(DeliveryStatus other) {
        return rank >= other.rank;
    }

    /**
     * A person reached in several ways: as far as the furthest of them. FAILED only when all have, for one that fails does
     * not keep the others from going on.
     *
     * @param channels at least one
     */
    public static DeliveryStatus furthest(Stream<DeliveryStatus> channels) {
        return channels.max(Comparator.comparing(status -> status == FAILED ? -1 : status.rank()))
                .orElseThrow();
    }

    /**
     * A message as a whole: as far as the last of its recipients, in the words of the public API, which knows neither
     * UNKNOWN nor DISPATCHED. With nobody to reach it is DELIVERED by being stored.
     */
    public static DeliveryStatus whole(Stream<DeliveryStatus> recipients) {
        DeliveryStatus least =
                recipients.min(Comparator.comparing(DeliveryStatus::rank)).orElse(DELIVERED);
        return least.isAtLeast(FAILED) ? least : SENT;
    }
}
