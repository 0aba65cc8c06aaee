package chat4all.push.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a bounded number of reads be under way at a time, whatever the number of sockets, in the order in which they
 * were asked for; and the few threads on which what they brought is handed on.
 */
public final class Turns implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);
    private static final int THREADS = 2;

    private final int atOnce;
    private final ScheduledExecutorService threads;
    private final Deque<Supplier<CompletionStage<?>>> waiting = new ArrayDeque<>();
    private int underWay;

    public Turns(int atOnce) {
        this.atOnce = atOnce;
        this.threads = Executors.newScheduledThreadPool(THREADS, daemons());
    }

    /** Begins when it is its turn; it keeps its turn until the stage it returns ends. */
    public void take(Supplier<CompletionStage<?>> read) {
        synchronized (this) {
            waiting.add(read);
        }
        begin();
    }

    /** Runs soon, on a thread of ours. */
    public void soon(Runnable task) {
        later(Duration.ZERO, task);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // guarded() tells what fails
    public void later(Duration delay, Runnable task) {
        try {
            threads.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug("not done any more: closing");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void begin() {
        for (var read = next(); read != null; read = next()) {
            run(read);
        }
    }

    private synchronized @Nullable Supplier<CompletionStage<?>> next() {
        if (underWay >= atOnce || waiting.isEmpty()) {
            return null;
        }
        underWay++;
        return waiting.poll();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the reader handles its own failure
    private void run(Supplier<CompletionStage<?>> read) {
        try {
            read.get().whenComplete((done, failed) -> soon(this::ended));
        } catch (RuntimeException e) {
            log.error("a read could not begin", e);
            soon(this::ended);
        }
    }

    private void ended() {
        synchronized (this) {
            underWay--;
        }
        begin();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("a task of the feeds failed", e);
            }
        };
    }

    private static ThreadFactory daemons() {
        return body -> {
            var daemon = new Thread(body, "push-feed");
            daemon.setDaemon(true);
            return daemon;
        };
    }
}
