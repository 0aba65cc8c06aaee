package chat4all.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(2)
@ExtendWith(OnTheStack.class)
class ChannelsTest {
    private final Api joao;
    private final Phones phones;
    private final int run = ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private final String conversation = "channels-" + run;

    ChannelsTest(Stack stack) {
        joao = Api.login(stack.api(), "user_a", "pass_a");
        phones = new Phones(stack);
    }

    @BeforeEach
    void everythingWorks() {
        phones.reset();
    }

    @Test
    void aMessageReachesThePhoneAndItsReceiptsComeBack() {
        String ana = "whatsapp:+55119" + run;
        String id = send(ana, "Olá, \"Ana\" 👋");

        await().untilAsserted(
                        () -> assertThat(status(id).path("status").asText()).isEqualTo("DELIVERED"));
        assertThat(phones.shown(ana)).containsExactly("Olá, \"Ana\" 👋");
        assertThat(status(id).path("provider_message_id").asText()).startsWith("wamid.");

        phones.reads(ana);
        await().untilAsserted(
                        () -> assertThat(status(id).path("status").asText()).isEqualTo("READ"));
    }

    @Test
    void readingTheLastMessageOnInstagramReadsThoseBefore() {
        String ana = "instagram:560" + run;
        List<String> ids = List.of(send(ana, "um"), send(ana, "dois"), send(ana, "três"));
        await().untilAsserted(() -> assertThat(phones.shown(ana)).containsExactly("um", "dois", "três"));

        phones.reads(ana);

        await().untilAsserted(() -> assertThat(ids)
                .allSatisfy(id -> assertThat(status(id).path("status").asText()).isEqualTo("READ")));
    }

    @Test
    void telegramWhichTellsNoReceiptsLeavesAMessageDispatched() {
        String ana = "telegram:9" + run;
        String id = send(ana, "oi");

        await().untilAsserted(
                        () -> assertThat(status(id).path("status").asText()).isEqualTo("DISPATCHED"));
        phones.reads(ana);
        phones.says(ana, "lido");
        await().untilAsserted(() -> assertThat(contents(conversation)).containsExactly("oi", "lido"));
        assertThat(status(id).path("status").asText()).isEqualTo("DISPATCHED");
    }

    @Test
    void anAnswerFromThePhoneLandsInTheConversationThatWroteToItAndIsAnsweredThere() {
        String ana = "whatsapp:+55118" + run;
        send(ana, "Chegou?");
        await().untilAsserted(() -> assertThat(phones.shown(ana)).hasSize(1));

        phones.says(ana, "Chegou!");

        await().untilAsserted(() -> assertThat(contents(conversation)).containsExactly("Chegou?", "Chegou!"));
        assertThat(history(conversation).get(1).path("sender_id").asText()).isEqualTo(ana);
        // Without recipients a message is for everybody in the conversation, whoever is on the phone included.
        joao.post(
                "/v1/messages",
                Api.JSON.createObjectNode().put("conversation_id", conversation).put("content", "Obrigado"));
        await().untilAsserted(() -> assertThat(phones.shown(ana)).containsExactly("Chegou?", "Obrigado"));
    }

    @Test
    void aWebhookRepeatedFiftyTimesAtOnceIsOneMessage() {
        String ana = "whatsapp:+55117" + run;
        send(ana, "oi");
        await().untilAsserted(() -> assertThat(phones.shown(ana)).hasSize(1));
        phones.says(ana, "so uma vez");
        await().untilAsserted(() -> assertThat(contents(conversation)).hasSize(2));

        phones.redeliver("so uma vez", 50);
        phones.says(ana, "e depois outra");

        await().untilAsserted(() -> assertThat(contents(conversation)).contains("e depois outra"));
        assertThat(contents(conversation)).containsExactly("oi", "so uma vez", "e depois outra");
    }

    @Test
    void whoIsKnownToBeOutOfReachIsRefusedAtOnce() {
        await().untilAsserted(() -> {
            Api.Answer answer = joao.message(conversation, "instagram:@ana", "oi", null);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("code").asText()).isEqualTo("recipient-not-resolved");
        });
    }

    @Test
    void aPlatformThatIsAwayHoldsUpNoOther() {
        phones.fault("whatsapp", "send", "http:503");
        String away = send("whatsapp:+55116" + run, "espera");

        String other = send("telegram:8" + run, "não espera");
        await().untilAsserted(
                        () -> assertThat(status(other).path("status").asText()).isEqualTo("DISPATCHED"));
        assertThat(status(away).path("status").asText()).isEqualTo("SENT");

        phones.endFaults();
        await().untilAsserted(
                        () -> assertThat(status(away).path("status").asText()).isEqualTo("DELIVERED"));
    }

    @Test
    void aFileFromAPhoneIsTheConversationsAndGoesOutToEveryPlatform() {
        String ana = "whatsapp:+55114" + run;
        send(ana, "Manda o contrato?");
        await().untilAsserted(() -> assertThat(phones.shown(ana)).hasSize(1));

        String content = Base64.getEncoder().encodeToString("%PDF-1.4 o contrato".getBytes(UTF_8));
        phones.sends(
                ana,
                "{\"type\":\"document\",\"filename\":\"contrato.pdf\",\"mime_type\":\"application/pdf\","
                        + "\"content_base64\":\"" + content + "\"}");

        await().untilAsserted(() -> assertThat(history(conversation)).hasSize(2));
        JsonNode received = history(conversation).get(1);
        assertThat(received.path("type").asText()).isEqualTo("document");
        assertThat(received.path("content").asText()).isEmpty();
        String fileId = received.path("file_id").asText();
        assertThat(fileId).startsWith("file_");

        for (String phone : List.of(ana, "instagram:561" + run, "telegram:7" + run)) {
            String id = send(phone, "Segue o contrato", fileId);

            await().untilAsserted(() ->
                    assertThat(status(id).path("sent_as").asText()).isEqualTo("media"));
            // Instagram knows no captions: the text is a message of its own.
            await().untilAsserted(() -> assertThat(phones.shown(phone)).endsWith("Segue o contrato"));
            JsonNode shown = StreamSupport.stream(phones.deliveries(phone).spliterator(), false)
                    .filter(delivery -> delivery.has("file"))
                    .findFirst()
                    .orElseThrow();
            assertThat(phones.content(shown)).as(phone).isEqualTo("%PDF-1.4 o contrato");
        }
    }

    @Test
    void anAnswerOnThePhoneNamesTheMessageItAnswers() {
        String ana = "whatsapp:+55113" + run;
        String id = send(ana, "Chegou?");
        await().untilAsserted(() -> assertThat(phones.shown(ana)).hasSize(1));
        await().untilAsserted(
                        () -> assertThat(status(id).path("status").asText()).isEqualTo("DELIVERED"));
        String platformId = phones.deliveries(ana).at("/0/message_id").asText();

        phones.sends(ana, "{\"text\":\"Chegou!\",\"reply_to\":\"" + platformId + "\"}");

        await().untilAsserted(() -> assertThat(history(conversation)).hasSize(2));
        assertThat(history(conversation).get(1).path("reply_to").asText()).isEqualTo(id);
    }

    @Test
    void aTextTooLongForInstagramArrivesInPartsAndInOrder() {
        String ana = "instagram:562" + run;
        String text = "palavra ".repeat(300).strip();

        String id = send(ana, text);

        await().untilAsserted(
                        () -> assertThat(status(id).path("status").asText()).isEqualTo("DISPATCHED"));
        await().untilAsserted(
                        () -> assertThat(String.join(" ", phones.shown(ana))).isEqualTo(text));
        assertThat(phones.shown(ana)).hasSize(3);
    }

    @Test
    void whatBecomesOfAMessageIsSeenOnThePhone() {
        String ana = "telegram:6" + run;
        String id = send(ana, "errado");
        await().untilAsserted(() -> assertThat(phones.shown(ana)).containsExactly("errado"));

        await().untilAsserted(() -> assertThat(joao.send("PATCH", "/v1/messages/" + id, "{\"content\":\"certo\"}")
                        .status())
                .isEqualTo(200));
        joao.send("PUT", "/v1/messages/" + id + "/reactions/%F0%9F%91%8D", null);
        await().untilAsserted(() -> assertThat(phones.shown(ana)).containsExactly("certo"));
        await().untilAsserted(() -> assertThat(
                        phones.deliveries(ana).at("/0/reactions/business").asText())
                .isEqualTo("👍"));

        joao.send("DELETE", "/v1/messages/" + id, null);
        await().untilAsserted(() ->
                assertThat(phones.deliveries(ana).at("/0/deleted").asBoolean()).isTrue());
        assertThat(status(id).path("status").asText()).isEqualTo("DISPATCHED");
    }

    @Test
    void whatAPersonDoesToTheirMessageIsSeenHere() {
        String ana = "whatsapp:+55112" + run;
        send(ana, "Chegou?");
        await().untilAsserted(() -> assertThat(phones.shown(ana)).hasSize(1));
        String ours = phones.deliveries(ana).at("/0/message_id").asText();
        String theirs = phones.says(ana, "Chegu");
        await().untilAsserted(() -> assertThat(history(conversation)).hasSize(2));

        phones.sends(ana, "{\"type\":\"edit\",\"message_id\":\"" + theirs + "\",\"text\":\"Chegou\"}");
        await().untilAsserted(() -> assertThat(contents(conversation)).containsExactly("Chegou?", "Chegou"));

        phones.sends(ana, "{\"type\":\"reaction\",\"message_id\":\"" + ours + "\",\"emoji\":\"👍\"}");
        await().untilAsserted(() -> assertThat(
                        history(conversation).at("/0/reactions/0/emoji").asText())
                .isEqualTo("👍"));

        phones.sends(ana, "{\"type\":\"revoke\",\"message_id\":\"" + theirs + "\"}");
        await().untilAsserted(() ->
                assertThat(history(conversation).at("/1/deleted").asBoolean()).isTrue());
        assertThat(history(conversation)).hasSize(2);
    }

    private String send(String recipient, String text) {
        return send(recipient, text, null);
    }

    private String send(String recipient, String text, @Nullable String fileId) {
        ObjectNode message = Api.JSON.createObjectNode();
        message.put("conversation_id", conversation).put("content", text);
        if (fileId != null) {
            message.put("file_id", fileId);
        }
        message.putArray("recipients").add(recipient);
        Api.Answer answer = joao.post("/v1/messages", message);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.json().path("message_id").asText();
    }

    private JsonNode status(String id) {
        return joao.get("/v1/messages/" + id + "/status").json().at("/recipients/0");
    }

    private JsonNode history(String id) {
        return joao.history(id).json().path("messages");
    }

    private List<String> contents(String id) {
        return history(id).findValuesAsText("content");
    }
}
