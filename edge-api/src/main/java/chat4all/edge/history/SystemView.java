package chat4all.edge.history;

import chat4all.edge.cassandra.EventRow;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * A change of members or name among the messages, as clients read it.
 *
 * @param event what took place: {@code member.added}, say
 * @param senderId who did it
 * @param data of the event
 * @param timestamp epoch milliseconds
 */
record SystemView(
        String conversationId,
        long seq,
        String type,
        String event,
        String senderId,
        @JsonRawValue @Nullable String data,
        long timestamp)
        implements EntryView {
    private static final String SYSTEM = "system";

    static SystemView of(String conversationId, EventRow row) {
        return new SystemView(
                conversationId,
                row.seq(),
                SYSTEM,
                row.type(),
                row.actor(),
                row.data(),
                row.at().toEpochMilli());
    }
}
