package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Last, because it stops what the others use. */
@Order(6)
@ExtendWith(OnTheStack.class)
class RestartTest {
    /** The tests before may have left the stack in the middle of its recovery. */
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final Stack stack;

    RestartTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void downAndUpKeepEverything() {
        String conversation = "conv-" + UUID.randomUUID();
        String clientId = UUID.randomUUID().toString();
        Api before = Api.login(stack.api(), "user_a", "pass_a");
        await().atMost(RECOVERY).untilAsserted(() -> {
            Api.Answer answer = before.message(conversation, "user_b", "antes", clientId);
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        });
        await().atMost(RECOVERY)
                .until(() ->
                        before.history(conversation).json().path("messages").size() == 1);

        stack.close();
        stack.up();

        // The token of before still holds, the numbers go on, and the retry of before is still a retry.
        assertThat(before.message(conversation, "user_b", "antes", clientId).status())
                .isEqualTo(202);
        assertThat(before.message(conversation, "user_b", "depois", null).status())
                .isEqualTo(202);
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(
                        before.history(conversation).json().path("messages").findValuesAsText("content"))
                .containsExactly("antes", "depois"));
    }
}
