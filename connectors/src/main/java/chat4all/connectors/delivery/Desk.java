package chat4all.connectors.delivery;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where one account's calls are made: by threads of its own, so that a platform that hangs holds up nobody else. */
final class Desk implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;

    private final AccountGate gate;
    private final ThreadPoolExecutor threads;

    Desk(String name, AccountGate gate, int concurrency) {
        this.gate = gate;
        // At most one entry a lane, and lanes are bounded.
        threads = new ThreadPoolExecutor(
                concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "send-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    AccountGate gate() {
        return gate;
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
