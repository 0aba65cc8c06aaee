package chat4all.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The two shapes of load. Both spread the messages evenly over the conversations and their two sides. */
final class Load {
    /** More than this under way means that the platform has stopped answering; their clocks go on meanwhile. */
    private static final int MOST_UNDER_WAY = 512;

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FEW_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    /** The part of the rate that must be carried, to the sockets: less is not the rate that was asked. */
    static final double KEPT = 0.95;

    /** What an open loop offers; a closed one offers as much as it is answered. */
    record Asked(double perSecond, long messages) {
        static final Asked NOTHING = new Asked(0, 0);
    }

    private final Ledger ledger;
    private final Sender sender;
    private final List<Talk> talks;
    private final AtomicInteger underWay = new AtomicInteger();
    private long turn;

    Load(Ledger ledger, Sender sender, List<Talk> talks) {
        this.ledger = ledger;
        this.sender = sender;
        this.talks = talks;
    }

    /** One message in every conversation, one after the other in each, so that all exist before the load begins. */
    void greetings() {
        var phase = ledger.begin("greetings", false, Asked.NOTHING);
        CompletableFuture.allOf(talks.stream()
                        .map(talk -> sender.send(phase, talk, 0, System.nanoTime()))
                        .toArray(CompletableFuture[]::new))
                .join();
        phase.ended();
    }

    /**
     * Open loop: every message has its time, fixed beforehand, and its latency counts from then, whether or not the ones
     * before it have been answered. Returns when the last has left; {@link #drain} waits for the answers.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // drain() waits for all of them
    Phase open(String name, double perSecond, Duration duration, boolean measured) {
        long count = Math.round(perSecond * duration.toNanos() / 1e9);
        var phase = ledger.begin(name, measured, new Asked(perSecond, count));
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long intended = start + (long) (i * 1e9 / perSecond);
            awaitTime(intended);
            while (underWay.get() >= MOST_UNDER_WAY) {
                LockSupport.parkNanos(NAP_NANOS);
            }
            launch(phase, turn++, intended);
        }
        awaitTime(start + duration.toNanos());
        phase.ended();
        return phase;
    }

    /** Closed loop: so many virtual users, each sending, waiting for the answer, thinking, and sending again. */
    Phase closed(String name, int users, Duration thinking, Duration duration) {
        var phase = ledger.begin(name, true, Asked.NOTHING);
        long end = System.nanoTime() + duration.toNanos();
        List<CompletableFuture<Void>> virtualUsers = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            virtualUsers.add(virtualUser(phase, user, thinking, end));
        }
        CompletableFuture.allOf(virtualUsers.toArray(CompletableFuture[]::new)).join();
        phase.ended();
        return phase;
    }

    /** Waits until every message has been answered or given up. */
    void drain() {
        while (underWay.get() > 0) {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    /** Waits, for a bounded time, until the sockets have caught up. */
    void awaitArrivals(Duration patience) {
        drain();
        new Settlement(ledger, patience).awaitSockets();
    }

    private CompletableFuture<Void> virtualUser(Phase phase, int user, Duration thinking, long end) {
        var done = new CompletableFuture<Void>();
        // Virtual users do not start in step.
        long first = thinking.isZero() ? 0 : ThreadLocalRandom.current().nextLong(thinking.toMillis());
        later(first, () -> next(phase, user, thinking, end, done));
        return done;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a send never fails
    private void next(Phase phase, int user, Duration thinking, long end, CompletableFuture<Void> done) {
        if (System.nanoTime() >= end) {
            done.complete(null);
            return;
        }
        launch(phase, user, System.nanoTime()).thenRun(() -> {
            if (System.nanoTime() + thinking.toNanos() >= end) {
                done.complete(null);
            } else {
                later(thinking.toMillis(), () -> next(phase, user, thinking, end, done));
            }
        });
    }

    /** Neighbouring turns are the two sides of one conversation. */
    private CompletableFuture<Void> launch(Phase phase, long turn, long intended) {
        underWay.incrementAndGet();
        var talk = talks.get((int) (turn / 2 % talks.size()));
        return sender.send(phase, talk, (int) (turn % 2), intended).thenRun(underWay::decrementAndGet);
    }

    private static void later(long millis, Runnable action) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(action);
    }

    private static void awaitTime(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.max(left, FEW_NANOS));
        }
    }
}
