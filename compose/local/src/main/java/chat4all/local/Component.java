package chat4all.local;

import chat4all.servers.ChildProcess;
import chat4all.servers.ProcessIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One supervised process. It is started, and started again whenever it ends, until {@link #stop()}. Only a failure of the
 * very first start is final: then the stack cannot come up, and the reason is handed to whoever waits for it.
 */
final class Component {

    /** An orderly end of a service and of a server, after SIGTERM. */
    private static final Set<Integer> WHEN_TOLD_TO_END = Set.of(0, 143);

    private final Starts starts;
    private final Consumer<String> report;
    private final Runnable changed;
    private final Thread keeper;
    private volatile boolean stopping;
    private volatile boolean servedOnce;
    private volatile @Nullable RuntimeException startFailure;
    private volatile @Nullable ChildProcess child;
    private volatile @Nullable ProcessIdentity identity;
    private final AtomicInteger restarts = new AtomicInteger();

    /**
     * @param report is told in a sentence what happened
     * @param changed is run after the process or the number of restarts became another
     */
    Component(Starts starts, Consumer<String> report, Runnable changed) {
        this.starts = starts;
        this.report = report;
        this.changed = changed;
        this.keeper = new Thread(this::keep, "keeper-" + starts.name());
    }

    String name() {
        return starts.name();
    }

    int restarts() {
        return restarts.get();
    }

    /** The process that runs now. */
    Optional<ProcessIdentity> identity() {
        return Optional.ofNullable(identity);
    }

    void start() {
        keeper.start();
    }

    /** Whether the process has come to serve at least once; throws the reason if it never will. */
    boolean servedOnce() {
        RuntimeException failure = startFailure;
        if (failure != null) {
            throw failure;
        }
        return servedOnce;
    }

    /** Ends the process and does not start it again. */
    void stop() throws InterruptedException {
        stopping = true;
        keeper.interrupt();
        keeper.join();
    }

    private void keep() {
        Backoff backoff = new Backoff();
        try {
            while (!stopping) {
                String end = runOnce(backoff);
                if (startFailure != null || stopping) {
                    return;
                }
                Duration pause = backoff.next();
                report.accept(name() + " " + end + "; starting it again in " + pause.toMillis() + " ms");
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                restarts.incrementAndGet();
            }
        } catch (InterruptedException stopped) {
            // Only stop() interrupts; the process is ended below.
        } finally {
            endChild();
        }
    }

    /** Returns how the process ended. */
    private String runOnce(Backoff backoff) throws InterruptedException {
        long began = System.nanoTime();
        try {
            ChildProcess started = ChildProcess.start(servedOnce ? starts.again() : starts.first());
            child = started;
            identity = ProcessIdentity.of(started.process().toHandle());
            changed.run();
            started.awaitReady();
            report.accept("%-12s up in %.1f s".formatted(name(), (System.nanoTime() - began) / 1e9));
            servedOnce = true;
            if (!started.process().waitFor(Backoff.HEALTHY_AFTER.toSeconds(), TimeUnit.SECONDS)) {
                backoff.reset();
            }
            int exitCode = started.process().waitFor();
            if (WHEN_TOLD_TO_END.contains(exitCode)) {
                // Somebody restarts it, and waits.
                backoff.reset();
            }
            return "ended with exit code " + exitCode;
        } catch (RuntimeException failed) {
            if (!servedOnce) {
                startFailure = failed;
            }
            endChild();
            return failed.getMessage() == null ? failed.toString() : failed.getMessage();
        } finally {
            identity = null;
            if (!stopping) {
                changed.run();
            }
        }
    }

    private void endChild() {
        ChildProcess last = child;
        boolean interrupted = Thread.interrupted();
        try {
            if (last != null) {
                last.stop();
            }
        } catch (InterruptedException stopped) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
