package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;

/** The project's load generator while a test does harm; it reconciles by itself and fails when anything is amiss. */
final class Load implements AutoCloseable {
    private static final int RATE = 60;
    private static final int SECONDS = 20;

    private final Command bench;

    private Load(Command bench) {
        this.bench = bench;
    }

    /** Returns when messages are flowing. */
    static Load start(Stack stack, TopicReader topics) {
        return start(stack, topics, RATE, SECONDS);
    }

    static Load start(Stack stack, TopicReader topics, int rate, int seconds) {
        long before = topics.end("messages");
        Command bench = stack.run(
                "bench",
                "rate",
                "--rate",
                Integer.toString(rate),
                "--seconds",
                Integer.toString(seconds),
                "--users",
                "6",
                // Who is killed answers late, or never.
                "--no-rate");
        Awaitility.await("load")
                .atMost(Duration.ofMinutes(1))
                .until(() -> !bench.isRunning() || topics.end("messages") > before + 3L * rate);
        assertThat(bench.isRunning()).as(bench.output()).isTrue();
        return new Load(bench);
    }

    /** Waits for the end of the load and what came of it: nothing lost, doubled, reordered or altered. */
    void reconciles() {
        assertThat(bench.await(Duration.ofMinutes(3))).as(bench.output()).isZero();
    }

    /** Ends what a failed test left. */
    @Override
    public void close() {
        bench.kill();
    }
}
