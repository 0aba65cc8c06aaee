package chat4all.local;

import java.time.Duration;

/** Waits between restarts: 200 ms, doubled each time up to 10 s, until the process has proved healthy again. */
final class Backoff {

    static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration next = FIRST;

    Duration next() {
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return now;
    }

    void reset() {
        next = FIRST;
    }
}
