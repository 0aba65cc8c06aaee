package chat4all.topology;

import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Lets window stores that never had an entry outlive a restart. Kafka Streams (4.3.1) keeps how far a store has come in
 * its changelog inside its segments. A window store without a segment therefore has no offset at the next start, its
 * task counts as corrupt, and every store of the task is read again from its changelog, the numbers and the members of
 * all conversations among them.
 */
final class FirstSegment {
    private static final String NO_KEY = "";
    private static final long BEFORE_ALL = 0;

    private FirstSegment() {}

    /** Deletes what is not there: that opens a segment, which goes when the first entry comes. */
    static void open(ProcessingContext context, String... windowStores) {
        for (String name : windowStores) {
            WindowStore<String, ?> store = context.getStateStore(name);
            store.put(NO_KEY, null, BEFORE_ALL);
        }
    }
}
