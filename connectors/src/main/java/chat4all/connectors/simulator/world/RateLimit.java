package chat4all.connectors.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token buckets by key, in the simulator's time; remembers the 10,000 used last. */
public final class RateLimit {
    private static final int MOST_KEYS = 10_000;

    private final double capacity;
    private final double perMilli;
    private final Timeline timeline;
    private final Map<String, Level> levels = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Level> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Level(double tokens, Instant at) {}

    /** {@code tokens} come back per {@code period}; {@code burst} pass at once. */
    public RateLimit(int tokens, Duration period, int burst, Timeline timeline) {
        this.capacity = burst;
        this.perMilli = (double) tokens / period.toMillis();
        this.timeline = timeline;
    }

    /** Takes one; returns zero, or how long to wait for the next without taking. */
    public synchronized Duration take(String key) {
        var now = timeline.now();
        var before = levels.getOrDefault(key, new Level(capacity, now));
        long passed = Math.max(0, Duration.between(before.at, now).toMillis());
        double tokens = Math.min(capacity, before.tokens + passed * perMilli);
        boolean taken = tokens >= 1;
        levels.put(key, new Level(taken ? tokens - 1 : tokens, now));
        return taken ? Duration.ZERO : Duration.ofMillis((long) Math.ceil((1 - tokens) / perMilli));
    }
}
