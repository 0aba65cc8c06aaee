package chat4all.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The books of one run: what was sent, and what came on the sockets, as it came. Thread-safe. */
final class Ledger {
    private final String run;
    private final AtomicLong numbers = new AtomicLong();
    private final List<Phase> phases = new CopyOnWriteArrayList<>();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Seen> pushed = new ConcurrentLinkedQueue<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder arrived = new LongAdder();
    private final LongAdder statuses = new LongAdder();
    private final LongAdder disconnects = new LongAdder();

    Ledger(String run) {
        this.run = run;
    }

    String run() {
        return run;
    }

    synchronized Phase begin(String name, boolean measured, Load.Asked asked) {
        var phase = new Phase(phases.size(), name, measured, asked);
        phases.add(phase);
        return phase;
    }

    long nextNumber() {
        return numbers.getAndIncrement();
    }

    void sent(Sent message) {
        sent.add(message);
        if (message.accepted()) {
            accepted.increment();
        }
    }

    /** A message that came on a participant's socket; its own messages do not count. */
    void pushed(String participant, String sender, Seen seen, Content content, long nowNanos) {
        if (participant.equals(sender)) {
            return;
        }
        pushed.add(seen);
        arrived.increment();
        if (content.intact() && content.phase() < phases.size()) {
            phases.get(content.phase()).pushed(content.intendedNanos(), nowNanos);
        }
    }

    void status() {
        statuses.increment();
    }

    void disconnected() {
        disconnects.increment();
    }

    long accepted() {
        return accepted.sum();
    }

    /** Whether every accepted message has come on its recipient's socket. */
    boolean allArrived() {
        return arrived.sum() >= accepted.sum()
                && Seen.ids(pushed)
                        .containsAll(sent.stream()
                                .filter(Sent::accepted)
                                .map(Sent::messageId)
                                .toList());
    }

    long statuses() {
        return statuses.sum();
    }

    long disconnects() {
        return disconnects.sum();
    }

    List<Phase> phases() {
        return phases;
    }

    Collection<Sent> sent() {
        return new ArrayList<>(sent);
    }

    Collection<Seen> pushed() {
        return new ArrayList<>(pushed);
    }
}
