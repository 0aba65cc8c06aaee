package chat4all.connectors.delivery;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lanes of one channel share: threads, time, and whom they ask. */
final class Workshop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workshop.class);
    private static final int THREADS = 4;

    private final Connector connector;
    private final Dispatcher dispatcher;
    private final Journal journal;
    private final SendingAccounts accounts;
    private final OutboundReader reader;
    private final DeliveryConfig config;
    private final InstantSource clock;
    private final ScheduledExecutorService threads;
    private final ConcurrentHashMap<String, Desk> desks = new ConcurrentHashMap<>();

    Workshop(
            Connector connector,
            Dispatcher dispatcher,
            Journal journal,
            SendingAccounts accounts,
            OutboundReader reader,
            DeliveryConfig config,
            InstantSource clock) {
        this.connector = connector;
        this.dispatcher = dispatcher;
        this.journal = journal;
        this.accounts = accounts;
        this.reader = reader;
        this.config = config;
        this.clock = clock;
        threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "lanes-" + connector.channel().prefix());
            thread.setDaemon(true);
            return thread;
        });
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Journal journal() {
        return journal;
    }

    SendingAccounts accounts() {
        return accounts;
    }

    OutboundReader reader() {
        return reader;
    }

    DeliveryConfig config() {
        return config;
    }

    Instant now() {
        return clock.instant();
    }

    Desk desk(ChannelAccount account) {
        return desks.computeIfAbsent(
                account.key(),
                key -> new Desk(key, new AccountGate(account, connector, config, clock), config.concurrency()));
    }

    /** Accounts whose circuit breaker is open. */
    long refusedAccounts() {
        return desks.values().stream().filter(desk -> desk.gate().isOpen()).count();
    }

    void soon(Runnable task) {
        later(task, Duration.ZERO);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // tasks tell their failures themselves
    void later(Runnable task, Duration pause) {
        try {
            threads.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug("not scheduled: closing");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        desks.values().forEach(Desk::close);
        reader.close();
    }
}
