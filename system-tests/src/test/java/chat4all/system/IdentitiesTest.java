package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(2)
@ExtendWith(OnTheStack.class)
class IdentitiesTest {
    private final Api joao;
    private final Api maria;
    private final Phones phones;
    private final int run = ThreadLocalRandom.current().nextInt(70_000_000, 99_999_999);
    private final String conversation = "identities-" + run;
    private final String number = "+55119" + run;
    private final String phone = "whatsapp:" + number;

    IdentitiesTest(Stack stack) {
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
        phones = new Phones(stack);
    }

    @BeforeEach
    void mariaLinksHerPhone() {
        phones.reset();
        ObjectNode identity =
                Api.JSON.createObjectNode().put("platform", "whatsapp").put("value", "+55 11 9" + run);
        assertThat(maria.post("/v1/users/identities", identity).status()).isEqualTo(201);
    }

    @AfterEach
    void mariaUnlinksHerPhone() {
        assertThat(maria.send("DELETE", "/v1/users/identities/whatsapp/" + number, null)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aMessageReachesTheUserOnThePhoneTooAndTheAnswerFromThereIsTheUsers() {
        String id = send("Chegou?");

        await().untilAsserted(() -> assertThat(phones.shown(phone)).containsExactly("Chegou?"));
        await().untilAsserted(() -> assertThat(status(id).at("/recipients").findValuesAsText("status"))
                .containsExactly("DELIVERED", "DELIVERED"));
        assertThat(status(id).at("/recipients").findValuesAsText("recipient_id"))
                .containsExactly("user_b", "user_b");
        assertThat(status(id).at("/recipients").findValuesAsText("channel")).containsExactly("internal", "whatsapp");
        phones.reads(phone);
        await().untilAsserted(
                        () -> assertThat(status(id).path("status").asText()).isEqualTo("READ"));

        phones.says(phone, "Chegou!");
        await().untilAsserted(
                        () -> assertThat(history().findValuesAsText("content")).containsExactly("Chegou?", "Chegou!"));
        assertThat(history().get(1).path("sender_id").asText()).isEqualTo("user_b");

        joao.post(
                "/v1/messages",
                Api.JSON.createObjectNode().put("conversation_id", conversation).put("content", "Obrigado"));
        await().untilAsserted(() -> assertThat(phones.shown(phone)).containsExactly("Chegou?", "Obrigado"));
        assertThat(history().toString()).doesNotContain("\"recipient_id\":\"" + phone);
    }

    @Test
    void whenThePhoneFailsTheUserHasItHere() {
        phones.fault("whatsapp", "send", "error:131026");

        String id = send("Chegou?");

        await().untilAsserted(() -> assertThat(status(id).at("/recipients").findValuesAsText("status"))
                .containsExactly("DELIVERED", "FAILED"));
        assertThat(status(id).path("status").asText()).isEqualTo("DELIVERED");
    }

    private String send(String text) {
        ObjectNode message = Api.JSON
                .createObjectNode()
                .put("conversation_id", conversation)
                .put("recipient_id", "user_b")
                .put("content", text);
        message.putArray("channels").add("whatsapp");
        Api.Answer answer = joao.post("/v1/messages", message);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.json().path("message_id").asText();
    }

    private JsonNode status(String id) {
        return joao.get("/v1/messages/" + id + "/status").json();
    }

    private JsonNode history() {
        return joao.history(conversation).json().path("messages");
    }
}
