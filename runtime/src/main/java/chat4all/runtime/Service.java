package chat4all.runtime;

import chat4all.runtime.config.ConfigurationException;
import chat4all.runtime.config.Settings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process from {@code main} to its end. Exit codes: 0 after SIGTERM or SIGINT, 64 for arguments (it takes none), 78
 * for a faulty configuration, 1 for anything else. SIGTERM closes the service and ends the process within 20 seconds.
 */
public final class Service {
    private static final Logger log = LoggerFactory.getLogger(Service.class);
    private static final long CLOSE_WITHIN_MILLIS = 18_000;
    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final int CONFIGURATION = 78;

    /** What the process ends with; a shutdown hook cannot ask the virtual machine for it. */
    private static final AtomicInteger exitCode = new AtomicInteger();

    private Service() {}

    /** Reads the configuration, reports all of its problems, starts the service and serves until told to stop. */
    public static <C> void run(
            String name, Function<Settings, C> configure, Function<C, ? extends AutoCloseable> start, String[] args) {
        var running = new AtomicReference<@Nullable AutoCloseable>();
        guarded(name, args, settings -> {
            var config = checked(settings, configure);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(name, running), "stop-" + name));
            running.set(start.apply(config));
            log.info("{} is up", name);
        });
        awaitTheEnd();
    }

    /** Does one piece of work and ends the process. */
    public static <C> void once(String name, Function<Settings, C> configure, Consumer<C> work, String[] args) {
        guarded(name, args, settings -> work.accept(checked(settings, configure)));
        // Not by returning: a client library may have left threads that would hold the process up.
        exit(0);
    }

    /** Ends the process with this code after closing the service: for a service that cannot go on. */
    public static void exit(int code) {
        exitCode.set(code);
        System.exit(code);
    }

    private static <C> C checked(Settings settings, Function<Settings, C> configure) {
        var config = configure.apply(settings);
        settings.finish();
        return config;
    }

    private static void guarded(String name, String[] args, Consumer<Settings> body) {
        if (args.length > 0) {
            System.err.println(name + " takes no arguments; it is configured by CHAT4ALL_* environment variables.");
            exit(USAGE);
        }
        try {
            body.accept(Settings.of(System.getenv()));
        } catch (ConfigurationException e) {
            System.err.println(name + " cannot start, its configuration is faulty:");
            e.problems().forEach(problem -> System.err.println("  " + problem));
            exit(CONFIGURATION);
        } catch (RuntimeException | Error e) {
            log.error("{} failed", name, e);
            exit(FAILED);
        }
    }

    private static void stop(String name, AtomicReference<@Nullable AutoCloseable> running) {
        var closing = new Thread(() -> close(name, running.get()), "close-" + name);
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSE_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            log.error("{} did not close within {} ms", name, CLOSE_WITHIN_MILLIS);
            exitCode.compareAndSet(0, FAILED);
        }
        // The virtual machine would report SIGTERM as 143; an orderly end is 0.
        Runtime.getRuntime().halt(exitCode.get());
    }

    private static void close(String name, @Nullable AutoCloseable service) {
        if (service == null) {
            return;
        }
        try {
            log.info("{} is closing", name);
            service.close();
            log.info("{} is closed", name);
        } catch (Exception e) {
            log.error("{} did not close cleanly", name, e);
            exitCode.compareAndSet(0, FAILED);
        }
    }

    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
