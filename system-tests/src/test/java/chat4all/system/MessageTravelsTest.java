package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(1)
@ExtendWith(OnTheStack.class)
class MessageTravelsTest {
    private static final String CONTENT = "Olá, \"Maria\"!\n\\ 你好 😀 \u0000 fim";

    /** Of a topology that stood still for longer than a transaction may. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final Stack stack;
    private final Api joao;
    private final Api maria;
    private final String conversation = "conv-" + UUID.randomUUID();

    MessageTravelsTest(Stack stack) {
        this.stack = stack;
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
    }

    @Test
    void fromPostToSocketHistoryAndBackAsRead() {
        try (Socket phone = Socket.connect(stack.webSocket(), maria.token);
                Socket tablet = Socket.connect(stack.webSocket(), maria.token);
                Socket sender = Socket.connect(stack.webSocket(), joao.token)) {
            Api.Answer accepted = joao.message(conversation, "user_b", CONTENT, null);
            String id = accepted.json().path("message_id").asText();

            assertThat(accepted.status()).isEqualTo(202);
            // Readable at once, by sender and recipient, whatever the sinks have stored by now.
            JsonNode stored =
                    maria.history(conversation).json().path("messages").path(0);
            assertThat(stored.path("message_id").asText()).isEqualTo(id);
            assertThat(stored.path("content").asText()).isEqualTo(CONTENT);
            assertThat(stored.path("seq").asLong()).isEqualTo(1);
            await().until(() -> phone.messages(conversation).size() == 1);
            await().until(() -> tablet.messages(conversation).size() == 1);
            assertThat(phone.messages(conversation).get(0).path("content").asText())
                    .isEqualTo(CONTENT);

            JsonNode delivered = joao.get("/v1/messages/" + id + "/status?wait=20&after=SENT")
                    .json();
            assertThat(delivered.path("status").asText()).isEqualTo("DELIVERED");
            assertThat(maria.post("/v1/messages/" + id + "/read", null).status())
                    .isEqualTo(200);
            JsonNode read = joao.get("/v1/messages/" + id + "/status?wait=20&after=DELIVERED")
                    .json();
            assertThat(read.path("status").asText()).isEqualTo("READ");
            await().untilAsserted(() -> assertThat(sender.ofType("MESSAGE_STATUS"))
                    .filteredOn(frame -> frame.path("message_id").asText().equals(id))
                    .extracting(frame -> frame.path("status").asText())
                    .containsExactly("SENT", "DELIVERED", "READ"));
            await().untilAsserted(() -> assertThat(joao.history(conversation)
                            .json()
                            .at("/messages/0/status")
                            .asText())
                    .isEqualTo("READ"));
        }
    }

    @Test
    void aRetryAnswersTheOriginalAndIsStoredOnce() {
        Api.Answer first = joao.message(conversation, "user_b", "uma vez", "id-1");
        Api.Answer again = joao.message(conversation, "user_b", "uma vez", "id-1");
        Api.Answer other = joao.message(conversation, "user_b", "outra coisa", "id-1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.response().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asText()).isEqualTo("idempotency-key-reused");
        assertThat(joao.history(conversation).json().path("messages")).hasSize(1);
    }

    @Test
    void aMessageThatIsAcceptedAndRefusedLaterIsToldOnTheSocketAndByItsStatus() {
        String contested = conversation + "-refused";
        Api ana = Api.login(stack.api(), "user_c", "pass_c");
        try (Socket loser = Socket.connect(stack.webSocket(), ana.token)) {
            String id;
            // While the topology stands still nobody knows that there is such a conversation: both are accepted.
            stack.freeze("topology");
            try {
                assertThat(joao.message(contested, "user_b", "minha", null).status())
                        .isEqualTo(202);
                Api.Answer accepted = ana.message(contested, "user_b", "minha também", null);
                assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
                id = accepted.json().path("message_id").asText();
            } finally {
                stack.thaw("topology");
            }

            await().atMost(RECOVERY).untilAsserted(() -> assertThat(loser.ofType("MESSAGE_REJECTED"))
                    .filteredOn(frame -> frame.path("message_id").asText().equals(id))
                    .hasSize(1)
                    .allSatisfy(frame -> {
                        assertThat(frame.path("conversation_id").asText()).isEqualTo(contested);
                        assertThat(frame.path("code").asText()).isEqualTo("not-a-member");
                    }));
            Api.Answer status = ana.get("/v1/messages/" + id + "/status?wait=20&after=SENT");
            assertThat(status.json().path("status").asText()).isEqualTo("FAILED");
            assertThat(status.json().at("/error/code").asText()).isEqualTo("not-a-member");
            assertThat(ana.history(contested).status()).isEqualTo(404);
        }
    }

    @Test
    void twoStrangersRacingForAConversationAreSortedOut() {
        Api ana = Api.login(stack.api(), "user_c", "pass_c");
        try (Socket loser = Socket.connect(stack.webSocket(), ana.token)) {
            for (int i = 0; i < 20 && loser.ofType("MESSAGE_REJECTED").isEmpty(); i++) {
                String contested = conversation + "-race-" + i;
                var first = new Thread(() -> joao.message(contested, "user_b", "minha", null));
                first.start();
                ana.message(contested, "user_b", "minha também", null);
                join(first);
                // One of the two has opened it; nobody outside of it can read it.
                await().atMost(Duration.ofSeconds(10)).until(() -> {
                    int mine = joao.history(contested).status();
                    int hers = ana.history(contested).status();
                    return (mine == 200) != (hers == 200);
                });
            }
        }
    }

    @Test
    void nobodyElseReadsOrWritesAConversation() {
        String id = joao.message(conversation, "user_b", "segredo", null)
                .json()
                .path("message_id")
                .asText();
        assertThat(maria.history(conversation).status()).isEqualTo(200);
        Api stranger = Api.login(stack.api(), "user_c", "pass_c");

        assertThat(stranger.history(conversation).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/messages/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/messages/" + id + "/status").status()).isEqualTo(404);
        assertThat(stranger.post("/v1/messages/" + id + "/read", null).status()).isEqualTo(404);
        assertThat(stranger.message(conversation, "user_a", "oi", null).status())
                .isEqualTo(403);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
