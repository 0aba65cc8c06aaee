package chat4all.edge.files;

import chat4all.edge.http.Problems;
import chat4all.runtime.http.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many bodies are on their way at once, each of which holds a thread of the server: so many in all, beyond which it
 * is 503, and three quarters of them for one user, beyond which it is 429. Slow clients take these places and no others.
 */
final class Transfers {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Semaphore free;
    private final int share;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Transfers(int limit) {
        free = new Semaphore(limit);
        share = Math.max(1, limit * 3 / 4);
    }

    /** What is done in a place that was got. */
    interface Transfer<T> {
        T run() throws IOException;
    }

    <T> T begin(String user, Transfer<T> transfer) throws IOException {
        try {
            if (taken.merge(user, 1, Integer::sum) > share) {
                throw ProblemException.of(429, "rate-limited", "You have " + share + " transfers under way already.")
                        .retryAfter(RETRY);
            }
            return inFreePlace(transfer);
        } finally {
            taken.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    private <T> T inFreePlace(Transfer<T> transfer) throws IOException {
        if (!free.tryAcquire()) {
            throw Problems.unavailable("Too many files are under way.");
        }
        try {
            return transfer.run();
        } finally {
            free.release();
        }
    }
}
