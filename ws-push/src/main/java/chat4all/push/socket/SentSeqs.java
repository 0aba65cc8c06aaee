package chat4all.push.socket;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last seq sent to one socket, per conversation, so that what an at-least-once sink repeats is sent once. Only the
 * most recently used conversations are remembered: a repetition in one long idle can pass. Not thread-safe.
 */
final class SentSeqs {
    private final int capacity;
    /** Most sockets are idle: nothing is held until the first message. */
    private @Nullable Map<String, Long> last;

    SentSeqs(int capacity) {
        this.capacity = capacity;
    }

    /** Whether this seq is new; if so it is remembered. */
    boolean advance(String conversationId, long seq) {
        if (last == null) {
            last = new LeastRecentlyUsed(capacity);
        }
        var sent = last.get(conversationId);
        if (sent != null && seq <= sent) {
            return false;
        }
        last.put(conversationId, seq);
        return true;
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<String, Long> {
        private final int capacity;

        LeastRecentlyUsed(int capacity) {
            super(4, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > capacity;
        }
    }
}
