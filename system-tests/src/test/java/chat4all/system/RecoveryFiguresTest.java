package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long no message gets through when the only topology is killed or restarted, by how many messages its stores hold.
 * Prints the figures of docs/scaling.md. After a kill the stores are read again from their changelogs; a clean stop keeps
 * them.
 */
@Tag("long")
@Order(0)
class RecoveryFiguresTest {
    private static final int[] SIZES = {0, 20_000, 100_000};
    private static final int KILLS = 3;
    private static final int CONVERSATIONS = 50;
    private static final Duration SEEDED_WITHIN = Duration.ofMinutes(30);

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start(OnTheStack.directory().resolve("data"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @Timeout(5_400)
    void everyPartitionDeliversAgainAfterEachStop() {
        Api joao = Api.login(stack.api(), "user_a", "pass_a");
        int held = 0;
        for (int size : SIZES) {
            seed(joao, held / CONVERSATIONS, size / CONVERSATIONS);
            held = size;
            EveryPartition.delivers(joao, "user_b");
            double[] afterKills = IntStream.range(0, KILLS)
                    .mapToDouble(kill -> {
                        long pid = stack.component("topology").path("pid").asLong();
                        return seconds(joao, () -> stack.kill(pid));
                    })
                    .sorted()
                    .toArray();
            double afterRestart = seconds(joao, () -> {
                Command restart = stack.run("restart", "topology");
                assertThat(restart.await(Duration.ofMinutes(5)))
                        .as(restart.output())
                        .isZero();
            });
            System.out.printf(
                    Locale.ROOT,
                    "%d messages: killed, %.1f s (%.1f to %.1f, of %d); restarted, %.1f s%n",
                    size,
                    afterKills[KILLS / 2],
                    afterKills[0],
                    afterKills[KILLS - 1],
                    KILLS,
                    afterRestart);
        }
    }

    /** From the stop, or the command for it, until messages of every partition are delivered again. */
    private static double seconds(Api joao, Runnable stop) {
        long began = System.nanoTime();
        stop.run();
        EveryPartition.delivers(joao, "user_b");
        double seconds = (System.nanoTime() - began) / 1e9;
        stack.awaitUp("topology");
        return seconds;
    }

    /** So many messages in each conversation, and nothing left to do when it returns. */
    private static void seed(Api joao, int from, int to) {
        if (from == to) {
            return;
        }
        for (int i = 0; i < CONVERSATIONS; i++) {
            new Seed("state-" + i, "user_a", "user_b").write(stack, to, from);
        }
        await().atMost(SEEDED_WITHIN).pollInterval(Duration.ofSeconds(2)).until(() -> IntStream.range(0, CONVERSATIONS)
                .allMatch(i -> EveryPartition.isDelivered(joao, "state-" + i + "-" + (to - 1))));
    }
}
