package chat4all.edge.async;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Checks again and again, on a thread of its own, whether a part is up, so that whoever wants to know is answered from
 * memory: every two seconds while it is, four times a second while it is not.
 */
public final class RepeatedCheck implements AutoCloseable {
    private static final Duration WHILE_UP = Duration.ofSeconds(2);
    private static final Duration WHILE_DOWN = Duration.ofMillis(250);

    private final Thread thread;
    private final BooleanSupplier check;
    private volatile boolean up;

    public RepeatedCheck(String name, BooleanSupplier check) {
        this.check = check;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    public boolean isUp() {
        return up;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            up = check.getAsBoolean();
            try {
                Thread.sleep((up ? WHILE_UP : WHILE_DOWN).toMillis());
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
