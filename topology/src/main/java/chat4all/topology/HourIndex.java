package chat4all.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Tells which entries of a store are due, by the hour they were made in: a store of its own, of which each tick takes a
 * bounded number, so that a large hour holds nothing up. Time is that of the stream: the newest record seen.
 */
final class HourIndex {
    static final Duration TICK = Duration.ofSeconds(1);

    /** In each partition; a tick that leaves some over is followed by the next. */
    static final int RETIRED_PER_TICK = 1_000;

    private static final String FIRST = "0";

    private final KeyValueStore<String, String> index;

    HourIndex(KeyValueStore<String, String> index) {
        this.index = index;
    }

    /** The hour in eight digits, then the entry's own key, so that a range is a span of time. */
    static String key(Instant madeAt, String entry) {
        return hour(madeAt) + entry;
    }

    void add(Instant madeAt, String entry) {
        index.put(key(madeAt, entry), entry);
    }

    /** Takes entries made in hours before the one of {@code end} out, oldest first. */
    void retire(Instant end, Consumer<String> onEntry) {
        try (KeyValueIterator<String, String> due = index.range(FIRST, hour(end))) {
            for (int i = 0; i < RETIRED_PER_TICK && due.hasNext(); i++) {
                var entry = due.next();
                onEntry.accept(entry.value);
                index.delete(entry.key);
            }
        }
    }

    private static String hour(Instant time) {
        return "%08d|"
                .formatted(
                        Math.max(0, time.getEpochSecond() / Duration.ofHours(1).toSeconds()));
    }
}
