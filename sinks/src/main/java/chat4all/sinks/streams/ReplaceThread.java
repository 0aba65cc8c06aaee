package chat4all.sinks.streams;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, so that its records are read again: after a pause that doubles up to ten seconds
 * while threads keep dying, and starts small again after two quiet minutes.
 */
final class ReplaceThread implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ReplaceThread.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long QUIET_NANOS = Duration.ofMinutes(2).toNanos();

    private final String application;
    private final BooleanSupplier closing;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private long lastNanos = System.nanoTime() - QUIET_NANOS;

    ReplaceThread(String application, BooleanSupplier closing) {
        this.application = application;
        this.closing = closing;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        if (closing.getAsBoolean()) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long pause = nextPause();
        log.error(
                "A thread of {} died and is replaced in {} ms; its records are read again",
                application,
                pause,
                exception);
        sleep(pause);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized long nextPause() {
        long now = System.nanoTime();
        pauseMillis =
                now - lastNanos >= QUIET_NANOS ? FIRST_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
        lastNanos = now;
        return pauseMillis;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
