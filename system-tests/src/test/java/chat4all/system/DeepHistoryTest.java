package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.LongStream;
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

    @Test
    @Timeout(3_600)
    void aPageCostsTheSameAtTheBeginningAndNearTheEndOfAMillionMessages() {
        String conversation = "deep";
        new Seed(conversation, "user_a", "user_b").write(stack, MESSAGES, 0);
        Api reader = Api.login(stack.api(), "user_b", "pass_b");
        await().atMost(Duration.ofMinutes(30))
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
        double atTheBeginning = medianMillis(reader, page(conversation, 0));
        double deep = medianMillis(reader, page(conversation, DEEP));
        System.out.printf("a page of 50: %.2f ms at offset 0, %.2f ms at offset %d%n", atTheBeginning, deep, DEEP);
        assertThat(deep).isLessThan(atTheBeginning * TOLERANCE);
    }

    private static String page(String conversation, long offset) {
        return "/v1/conversations/" + conversation + "/messages?limit=50&offset=" + offset;
    }

    private static double medianMillis(Api reader, String path) {
        double[] sorted = LongStream.range(0, ROUNDS)
                .mapToDouble(round -> {
                    long began = System.nanoTime();
                    assertThat(reader.get(path).status()).isEqualTo(200);
                    return (System.nanoTime() - began) / 1e6;
                })
                .sorted()
                .toArray();
        return sorted[ROUNDS / 2];
    }
}
