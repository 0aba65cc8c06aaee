package chat4all.sinks.cassandra;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.HistoryTable;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;

/**
 * The write timestamp of a recipient's row, which orders states as the fold does: delivered wins over everything that is
 * not, then the newer attempt, then the rank; of equal ones the later revision. Any order of writing ends alike.
 */
final class ReceiptTimestamp {
    private static final int RANKS = 8;
    private static final int MOST_ATTEMPTS = 1 << 13;
    private static final long DELIVERED = (long) MOST_ATTEMPTS * RANKS;
    /** Below it revisions are told apart. At most 270 s in all: no row of this table is written for another reason. */
    private static final int REVISIONS = 1 << 12;

    private ReceiptTimestamp() {}

    static long of(MessageStatus message, RecipientStatus recipient) {
        return HistoryTable.writeTimestamp(message.createdAt())
                + stage(recipient) * REVISIONS
                + Math.min(REVISIONS - 1, message.revision());
    }

    private static long stage(RecipientStatus recipient) {
        long rank = recipient.status().rank();
        return recipient.status().isAtLeast(DeliveryStatus.DELIVERED)
                ? DELIVERED + rank
                : Math.min(MOST_ATTEMPTS - 1L, recipient.attempt()) * RANKS + rank;
    }
}
