package chat4all.connectors.simulator.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulator's time, and what is to happen in it. Real time passes by itself; virtual time stands still until it is
 * advanced, and then everything that falls due happens in order. Holds at most 100,000 things to do; more are refused.
 */
public final class Timeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Timeline.class);
    private static final int MOST_TASKS = 100_000;

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Clock clock = Clock.systemUTC();
    private final Thread thread = new Thread(this::live, "timeline");
    private @Nullable Instant virtualNow;
    private long sequence;
    private boolean closed;

    private record Task(Instant due, long sequence, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int order = due.compareTo(other.due);
            return order == 0 ? Long.compare(sequence, other.sequence) : order;
        }
    }

    public Timeline() {
        thread.setDaemon(true);
        thread.start();
    }

    public synchronized Instant now() {
        return virtualNow == null ? clock.instant() : virtualNow;
    }

    public synchronized boolean isVirtual() {
        return virtualNow != null;
    }

    /** Runs the action once the time has passed, on the thread of the timeline or of who advances it. */
    public synchronized void after(Duration delay, Runnable action) {
        if (tasks.size() >= MOST_TASKS) {
            throw new IllegalStateException("more than " + MOST_TASKS + " things wait for their time");
        }
        tasks.add(new Task(now().plus(delay), sequence++, action));
        notifyAll();
    }

    /** Stops the clock at this instant; what waits keeps its distance. */
    public synchronized void standStillAt(Instant instant) {
        shift(Duration.between(now(), instant));
        virtualNow = instant;
    }

    /** Lets real time pass again. */
    public synchronized void runFreely() {
        shift(Duration.between(now(), clock.instant()));
        virtualNow = null;
        notifyAll();
    }

    /** Forgets what was to happen. */
    public synchronized void clear() {
        tasks.clear();
    }

    /**
     * Moves virtual time on, step by step; {@code settle} is run before and after each step and returns when the
     * consequences outside are over.
     */
    public void advance(Duration by, Runnable settle) {
        settle.run();
        var end = now().plus(by);
        for (var task = nextUntil(end); task != null; task = nextUntil(end)) {
            run(task.action);
            settle.run();
        }
        synchronized (this) {
            if (virtualNow != null) {
                virtualNow = end;
            }
        }
    }

    private synchronized @Nullable Task nextUntil(Instant end) {
        var head = tasks.peek();
        if (virtualNow == null || head == null || head.due.isAfter(end)) {
            return null;
        }
        tasks.remove(head);
        virtualNow = head.due.isAfter(virtualNow) ? head.due : virtualNow;
        return head;
    }

    private void shift(Duration by) {
        var moved = new ArrayList<Task>(tasks.size());
        tasks.forEach(task -> moved.add(new Task(task.due.plus(by), task.sequence, task.action)));
        tasks.clear();
        tasks.addAll(moved);
    }

    private void live() {
        try {
            for (var task = awaitDue(); task != null; task = awaitDue()) {
                run(task.action);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Task awaitDue() throws InterruptedException {
        while (!closed) {
            var head = tasks.peek();
            if (head == null || virtualNow != null) {
                wait();
                continue;
            }
            var left = Duration.between(clock.instant(), head.due);
            if (left.isNegative() || left.isZero()) {
                return tasks.poll();
            }
            wait(left.toMillis() + 1);
        }
        return null;
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.error("a planned step failed", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
