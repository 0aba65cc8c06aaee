package chat4all.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, in a thread of its own, what needs a server that may be away: tries again until it has started, with pauses of
 * one to ten seconds, while everything else goes on. Closing ends the tries and closes what was started; what starts
 * only then is closed at once.
 */
public final class LateStart implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LateStart.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String name;
    private final Supplier<? extends AutoCloseable> start;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable AutoCloseable started;

    private LateStart(String name, Supplier<? extends AutoCloseable> start) {
        this.name = name;
        this.start = start;
        this.thread = new Thread(this::run, "start-" + name);
        thread.setDaemon(true);
    }

    /** Returns at once. A failed {@code start} must leave nothing open. */
    public static LateStart of(String name, Supplier<? extends AutoCloseable> start) {
        var late = new LateStart(name, start);
        late.thread.start();
        return late;
    }

    private void run() {
        long began = System.nanoTime();
        try {
            for (var pause = FIRST_PAUSE; !succeeds(began); pause = longer(pause)) {
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException closing) {
            log.debug("{} is not wanted any more", name);
        }
    }

    private boolean succeeds(long began) {
        AutoCloseable fresh;
        try {
            fresh = start.get();
        } catch (RuntimeException failed) {
            if (!isClosed()) {
                log.error("{} cannot start yet and is tried again", name, failed);
            }
            return false;
        }
        log.info("{} started in {} ms", name, (System.nanoTime() - began) / 1_000_000);
        keepOrClose(fresh);
        return true;
    }

    private void keepOrClose(AutoCloseable fresh) {
        synchronized (this) {
            if (!isClosed()) {
                started = fresh;
                return;
            }
        }
        closeQuietly(fresh);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    @Override
    public void close() {
        AutoCloseable last;
        synchronized (this) {
            closed.countDown();
            last = started;
            started = null;
        }
        thread.interrupt();
        if (last != null) {
            closeQuietly(last);
        }
    }

    private void closeQuietly(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception failed) {
            log.error("{} did not close cleanly", name, failed);
        }
    }
}
