package chat4all.sinks.cassandra;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before trying again, and until when: pauses double from {@code first} to {@code longest}, each
 * shortened at random by up to half so that writes do not return all at once.
 */
record Backoff(Duration first, Duration longest, Duration giveUpAfter) {
    /** Gives up before the commit stops waiting, so that the cause is known. */
    static final Backoff STANDARD = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(4));

    private static final int MOST_DOUBLINGS = 20;

    /** The pause in milliseconds after this many failed tries, counted from 1. */
    long pauseMillis(int failures) {
        long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(MOST_DOUBLINGS, failures - 1));
        return full - ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }
}
