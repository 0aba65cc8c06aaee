package chat4all.topology;

import java.time.Duration;

/**
 * How long the topology remembers.
 *
 * @param clientCommands the window in which a client's repetition is recognised
 * @param platformCommands the same for platforms, which repeat webhooks for days
 * @param statuses from a message's creation until its status leaves the store and only Cassandra answers
 * @param dispatches from the first mention of a platform's message until its receipts find nobody
 */
public record Retention(Duration clientCommands, Duration platformCommands, Duration statuses, Duration dispatches) {
    public static final Retention STANDARD =
            new Retention(Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(2), Duration.ofDays(35));
}
