package chat4all.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes idempotent statements until they are acknowledged. An outage is waited out with growing pauses; a write ends
 * badly with {@link PermanentFailureException} when its record is at fault, otherwise only after the time to give up.
 */
final class Writes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writes.class);

    private final CqlSession session;
    private final Faults faults;
    private final Backoff backoff;
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Counter retries;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Gauge waitingShown;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "cassandra-retries");
        thread.setDaemon(true);
        return thread;
    });

    Writes(CqlSession session, Backoff backoff, MeterRegistry registry) {
        this.session = session;
        this.faults = new Faults(session);
        this.backoff = backoff;
        this.registry = registry;
        this.retries = Counter.builder("sink_write_retries").register(registry);
        this.waitingShown = Gauge.builder("sink_writes_waiting_to_retry", waiting, AtomicInteger::get)
                .register(registry);
    }

    /** One mutation of {@code table}, bound anew for each try. */
    CompletionStage<Void> write(String table, Supplier<? extends Statement<?>> statement) {
        var write = new Write(table, statement);
        write.start();
        return write.ended;
    }

    /** Whether some write failed and waits for its next try. */
    boolean areFailing() {
        return waiting.get() > 0;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        // Otherwise the next session's gauge of that name would be this one.
        registry.remove(waitingShown);
    }

    private Timer timer(String table) {
        return Timer.builder("sink_write")
                .description("from the first try of a mutation to its acknowledgement")
                .tag("table", table)
                .publishPercentileHistogram()
                .register(registry);
    }

    private final class Write {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final String table;
        private final Supplier<? extends Statement<?>> statement;
        private final long began = System.nanoTime();
        private int failures;

        Write(String table, Supplier<? extends Statement<?>> statement) {
            this.table = table;
            this.statement = statement;
        }

        void start() {
            try {
                var unused = session.executeAsync(statement.get()).whenComplete((rows, error) -> {
                    if (error == null) {
                        succeed();
                    } else {
                        fail(error);
                    }
                });
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private void succeed() {
            timers.computeIfAbsent(table, Writes.this::timer).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            if (failures > 0) {
                waiting.decrementAndGet();
            }
            ended.complete(null);
        }

        private void fail(Throwable error) {
            boolean permanent = faults.isPermanent(error, table);
            Duration tried = Duration.ofNanos(System.nanoTime() - began);
            if (permanent || tried.compareTo(backoff.giveUpAfter()) > 0 || timer.isShutdown()) {
                if (failures > 0) {
                    waiting.decrementAndGet();
                }
                ended.completeExceptionally(permanent ? new PermanentFailureException(error) : error);
                return;
            }
            if (failures++ == 0 && waiting.getAndIncrement() == 0) {
                log.warn("Cassandra does not take writes to {}, which are tried again: {}", table, error.toString());
            }
            retries.increment();
            var unused = timer.schedule(this::start, backoff.pauseMillis(failures), TimeUnit.MILLISECONDS);
        }
    }
}
