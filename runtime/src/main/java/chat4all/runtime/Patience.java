package chat4all.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a server that may still be starting: tries again for up to a minute, says so once, and then fails with the
 * last cause. A failure that waiting cannot mend is thrown at once.
 */
public final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Patience() {}

    /** The answer of {@code attempt}; {@code passing} tells failures that may pass from those that will not. */
    public static <T> T await(String server, Predicate<Exception> passing, Callable<T> attempt) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        boolean told = false;
        while (true) {
            try {
                return attempt.call();
            } catch (Exception e) {
                if (!passing.test(e) || System.nanoTime() > deadline) {
                    throw new IllegalStateException(server + " does not answer as it should: " + e.getMessage(), e);
                }
                if (!told) {
                    log.info("Waiting for {}: {}", server, e.getMessage());
                    told = true;
                }
            }
            pause(server);
        }
    }

    private static void pause(String server) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + server, e);
        }
    }
}
