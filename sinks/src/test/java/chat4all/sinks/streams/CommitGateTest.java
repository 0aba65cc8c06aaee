package chat4all.sinks.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommitGateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CommitGate gate = new CommitGate("test", 2, meters);

    @Test
    void passesAtOnceWhenNothingIsInFlight() {
        gate.begin(() -> CompletableFuture.completedFuture(null));

        gate.pass();

        assertThat(inFlight()).isZero();
    }

    @Test
    void waitsForTheLastWriteToEnd() {
        var one = new CompletableFuture<Void>();
        var other = new CompletableFuture<Void>();
        var passing = onStreamThread(() -> {
            gate.begin(() -> one);
            gate.begin(() -> other);
            gate.pass();
        });
        await().atMost(PATIENCE).until(() -> inFlight() == 2);

        one.complete(null);
        await().atMost(PATIENCE).until(() -> inFlight() == 1);
        assertThat(passing).isNotDone();
        other.complete(null);

        assertThat(passing).succeedsWithin(PATIENCE);
    }

    @Test
    void neverPassesAgainOnceAWriteHasFailed() {
        gate.begin(() -> CompletableFuture.failedFuture(new IllegalStateException("gone")));

        assertThatThrownBy(gate::pass).hasRootCauseMessage("gone");
        assertThatThrownBy(gate::pass).hasRootCauseMessage("gone");
        assertThatThrownBy(() -> gate.begin(CompletableFuture::new)).hasRootCauseMessage("gone");
    }

    @Test
    void aWriteThatCannotEvenBeginHasFailed() {
        gate.begin(() -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(gate::pass).hasRootCauseMessage("no");
    }

    @Test
    void beginningWaitsForRoom() {
        var first = new CompletableFuture<Void>();
        var third = new CompletableFuture<Void>();
        var beginning = onStreamThread(() -> {
            gate.begin(() -> first);
            gate.begin(CompletableFuture::new);
            gate.begin(() -> {
                third.complete(null);
                return third;
            });
        });
        await().atMost(PATIENCE).until(() -> inFlight() == 2);
        assertThat(third).isNotDone();

        first.complete(null);

        assertThat(beginning).succeedsWithin(PATIENCE);
    }

    @Test
    void aThreadThatReplacesAFailedOneStartsClean() {
        gate.begin(() -> CompletableFuture.failedFuture(new IllegalStateException("gone")));

        assertThat(onStreamThread(gate::pass)).succeedsWithin(PATIENCE);
    }

    @Test
    void whatWasGatheredIsWrittenBeforeTheCommitAndWaitedFor() {
        var gathered = new Gathered<String, String, Integer>(Math::max);
        List<String> written = new ArrayList<>();
        gate.beforeCommit(() -> gathered.drain(
                2,
                (user, rows) -> gate.begin(() -> {
                    written.add(user + rows);
                    return CompletableFuture.completedFuture(null);
                })));
        gathered.put("a", "c1", 1);
        gathered.put("a", "c1", 3);
        gathered.put("a", "c1", 2);
        gathered.put("a", "c2", 7);
        gathered.put("a", "c3", 8);
        gathered.put("b", "c1", 3);

        gate.pass();
        gate.pass();

        assertThat(written).containsExactly("a[3, 7]", "a[8]", "b[3]");
    }

    @Test
    void anAbandonedGateLetsNobodyPass() {
        var passing = onStreamThread(() -> {
            gate.begin(CompletableFuture::new);
            gate.pass();
        });
        await().atMost(PATIENCE).until(() -> inFlight() == 1);

        gate.abandon();

        assertThat(passing).failsWithin(PATIENCE);
    }

    private double inFlight() {
        return meters.get("sink_in_flight").gauge().value();
    }

    private static CompletableFuture<Void> onStreamThread(Runnable work) {
        var done = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
