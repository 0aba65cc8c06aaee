package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("long")
@Order(4)
@ExtendWith(OnTheStack.class)
class DeepHistoryTest {
    private static final int MESSAGES = 1_000_000;
    private static final int DEEP = 900_000;
    private static final double TOLERANCE = 1.5;
    private static final int ROUNDS = 60;

    private final Stack stack;

    DeepHistoryTest(Stack stack) {
        this.stack = stack;
    }

    /** Takes long, for every one of the messages goes through the topology and the sinks. */
    @Test
    @Timeout(7_200)
    void aPageCostsTheSameAtTheBeginningAndNearTheEndOfAMillionMessages() {
        String conversation = "deep";
        new Seed(conversation, "user_a", "user_b").write(stack, MESSAGES, 0);
        Api reader = Api.login(stack.api(), "user_b", "pass_b");
        await().atMost(Duration.ofSeconds(7_000))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> reader.get(page(conversation, MESSAGES - 1))
                                .json()
                                .path("messages")
                                .size()
                        == 1);

        assertThat(reader.get(page(conversation, DEEP))
                        .json()
                        .at("/messages/0/seq")
                        .asLong())
                .isEqualTo(DEEP + 1);
        double[] atTheBeginning = new double[ROUNDS];
        double[] deep = new double[ROUNDS];
        // In turns, so that whatever else the machine does strikes both alike.
        for (int round = 0; round < ROUNDS; round++) {
            atTheBeginning[round] = millis(reader, page(conversation, 0));
            deep[round] = millis(reader, page(conversation, DEEP));
        }
        System.out.printf(
                "a page of 50: %.2f ms at offset 0, %.2f ms at offset %d%n",
                median(atTheBeginning), median(deep), DEEP);
        assertThat(median(deep)).isLessThan(median(atTheBeginning) * TOLERANCE);
    }

    private static String page(String conversation, long offset) {
        return "/v1/conversations/" + conversation + "/messages?limit=50&offset=" + offset;
    }

    private static double millis(Api reader, String path) {
        long began = System.nanoTime();
        assertThat(reader.get(path).status()).isEqualTo(200);
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(double[] millis) {
        return Arrays.stream(millis).sorted().toArray()[ROUNDS / 2];
    }
}
