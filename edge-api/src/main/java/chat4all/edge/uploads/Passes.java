package chat4all.edge.uploads;

import chat4all.edge.async.Outage;
import chat4all.runtime.files.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes over what is to be cleaned up, again and again on a thread of their own; soon again after an outage, and when one
 * ended at its bound.
 */
final class Passes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Passes.class);
    private static final Duration SOON = Duration.ofSeconds(3);

    private final String name;
    private final Duration between;
    private final BooleanSupplier pass;
    private final Thread thread;

    /** @param pass does what it finds up to a bound; whether that was all */
    Passes(String name, Duration between, BooleanSupplier pass) {
        this.name = name;
        this.between = between;
        this.pass = pass;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What was asked for; throws why it failed. */
    static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(jittered(pauseAfterPass()).toMillis());
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Duration pauseAfterPass() {
        try {
            return pass.getAsBoolean() ? between : SOON;
        } catch (Outage | StoreUnavailableException away) {
            log.debug("{} goes on later: {}", name, away.getMessage());
        } catch (RuntimeException e) {
            log.warn("{} broke off", name, e);
        }
        return SOON;
    }

    /** Edges that start together do not pass together. */
    private static Duration jittered(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
