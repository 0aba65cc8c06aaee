package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(4)
@ExtendWith(OnTheStack.class)
class OutageTest {
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    /** Far above what it takes, for a machine that just had to restart everything. */
    private static final Duration PUSH = Duration.ofSeconds(30);

    private final Stack stack;
    private final Api joao;
    private final Api maria;
    private final String conversation = "conv-" + UUID.randomUUID();
    /** Of this test alone: a sender's id stands for one message, whatever the conversation. */
    private final String clientId = UUID.randomUUID().toString();

    OutageTest(Stack stack) {
        this.stack = stack;
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
        assertThat(joao.message(conversation, "user_b", "0", null).status()).isEqualTo(202);
        await().until(() -> maria.history(conversation).status() == 200);
    }

    @Test
    void whileCassandraIsDownMessagesAreTakenAndPushedAndTheHistoryIsCompleteAfterwards() {
        try (Socket phone = Socket.connect(stack.webSocket(), maria.token)) {
            stack.freeze("cassandra");
            try {
                Instant end = Instant.now().plusSeconds(20);
                for (int i = 1; Instant.now().isBefore(end); i++) {
                    assertThat(joao.message(conversation, "user_b", "" + i, null)
                                    .status())
                            .isEqualTo(202);
                    int expected = i;
                    await("push of message " + i)
                            .atMost(PUSH)
                            .until(() -> phone.messages(conversation).size() == expected);
                }
            } finally {
                stack.thaw("cassandra");
            }

            int sent = phone.messages(conversation).size() + 1;
            await().atMost(RECOVERY).ignoreExceptions().untilAsserted(() -> assertThat(contents())
                    .containsExactlyElementsOf(
                            IntStream.range(0, sent).mapToObj(Integer::toString).toList()));
        }
    }

    @Test
    void whileRedisIsDownOnlyPushIsAffected() {
        stack.freeze("redis");
        try {
            Api.Answer accepted = joao.message(conversation, "user_b", "1", clientId);

            assertThat(accepted.status()).isEqualTo(202);
            assertThat(contents()).containsExactly("0", "1");
            String id = accepted.json().path("message_id").asText();
            assertThat(joao.get("/v1/messages/" + id + "/status?wait=20&after=SENT")
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("DELIVERED");
        } finally {
            stack.thaw("redis");
        }

        try (Socket phone = Socket.connect(stack.webSocket(), maria.token)) {
            await().atMost(RECOVERY).until(() -> {
                joao.message(conversation, "user_b", "de volta", null);
                return !phone.messages(conversation).isEmpty();
            });
        }
    }

    @Test
    void whileKafkaIsDownAPostSaysSoAndTheRetryIsStoredOnce() {
        stack.freeze("kafka");
        Instant asked = Instant.now();
        Api.Answer refused;
        try {
            refused = joao.message(conversation, "user_b", "1", clientId);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
        } finally {
            stack.thaw("kafka");
        }

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("code").asText()).isEqualTo("unavailable");
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
        await().atMost(RECOVERY)
                .until(() -> joao.message(conversation, "user_b", "1", clientId).status() == 202);
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(contents()).containsExactly("0", "1"));
    }

    /** Of the whole history, page by page. */
    private List<String> contents() {
        List<String> contents = new ArrayList<>();
        boolean more = true;
        while (more) {
            Api.Answer page =
                    maria.get("/v1/conversations/" + conversation + "/messages?limit=100&offset=" + contents.size());
            assertThat(page.status()).isEqualTo(200);
            contents.addAll(page.json().path("messages").findValuesAsText("content"));
            more = page.json().at("/pagination/has_more").asBoolean();
        }
        return contents;
    }
}
