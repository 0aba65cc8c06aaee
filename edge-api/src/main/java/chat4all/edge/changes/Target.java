package chat4all.edge.changes;

import chat4all.edge.cassandra.EventRow;
import chat4all.schemas.MessageRef;
import java.util.Objects;

/** The message that is to be changed, as it is stored. */
record Target(String conversationId, EventRow row) {
    String messageId() {
        return Objects.requireNonNull(row.messageId());
    }

    MessageRef ref() {
        return new MessageRef(messageId(), row.seq(), row.actor());
    }
}
