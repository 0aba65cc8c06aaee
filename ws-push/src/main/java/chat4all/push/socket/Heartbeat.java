package chat4all.push.socket;

import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that lets every socket check its clocks twice a second: a look at a few fields, whatever their number. */
final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final long EVERY_MILLIS = 500;

    private final Collection<ClientSocket> sockets;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(body -> {
        var daemon = new Thread(body, "push-heartbeat");
        daemon.setDaemon(true);
        return daemon;
    });

    Heartbeat(Collection<ClientSocket> sockets) {
        this.sockets = sockets;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // beat() catches what would end the schedule
    void start() {
        thread.scheduleAtFixedRate(this::beat, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        var now = Instant.now();
        long nanos = System.nanoTime();
        for (var socket : sockets) {
            try {
                socket.check(now, nanos);
            } catch (RuntimeException e) {
                log.warn("a socket could not be checked", e);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
