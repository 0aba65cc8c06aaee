package chat4all.topology;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The messages deleted within the window of clients' commands, so that nothing decided after a deletion speaks of its
 * message. What was deleted before the window the edge finds deleted in the history.
 */
final class DeletedMessages {
    private final WindowStore<String, String> store;
    private final long windowMillis;

    DeletedMessages(ProcessingContext context, Retention retention) {
        this.store = context.getStateStore(StateStores.DELETED_MESSAGES);
        this.windowMillis = retention.clientCommands().toMillis();
    }

    static String key(String conversationId, long seq) {
        return conversationId + "|" + seq;
    }

    boolean has(String conversationId, long seq, long timestampMillis) {
        Instant from = Instant.ofEpochMilli(Math.max(0, timestampMillis - windowMillis));
        try (WindowStoreIterator<String> found =
                store.fetch(key(conversationId, seq), from, Instant.ofEpochMilli(timestampMillis))) {
            return found.hasNext();
        }
    }

    void add(String conversationId, long seq, String deletedBy, long timestampMillis) {
        store.put(key(conversationId, seq), deletedBy, timestampMillis);
    }
}
