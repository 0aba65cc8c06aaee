package chat4all.edge.history;

import chat4all.edge.cassandra.EventRow;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of a conversation as clients read it: as it is in the log, but for what the log alone may keep. */
record EventView(
        String conversationId,
        long seq,
        long ordinal,
        String type,
        Instant at,
        String actor,
        @Nullable JsonNode data) {

    static EventView of(String conversationId, EventRow row, @Nullable JsonNode data) {
        return new EventView(conversationId, row.seq(), row.ordinal(), row.type(), row.at(), row.actor(), data);
    }
}
