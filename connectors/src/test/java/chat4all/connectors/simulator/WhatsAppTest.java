package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhatsAppTest {
    private static final String ANA = "whatsapp:+5511999998888";

    private final RunningSimulator simulator = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
    }

    private List<String> statuses() {
        return simulator.ears.statuses().stream()
                .map(status -> status.path("status").asText())
                .toList();
    }

    @Test
    void showsATextOnThePhoneOfWhoeverIsAtTheNumber() throws Exception {
        var answer = simulator.post(
                RunningSimulator.NUMBER + "/messages",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"+55 11 99999-8888\",\"type\":\"text\","
                        + "\"text\":{\"body\":\"Olá!\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/contacts/0/input").asText()).isEqualTo("+55 11 99999-8888");
        assertThat(answer.body().at("/contacts/0/wa_id").asText()).isEqualTo("5511999998888");
        var shown = simulator.deliveries(ANA);
        assertThat(shown).hasSize(1);
        assertThat(shown.at("/0/text").asText()).isEqualTo("Olá!");
        assertThat(shown.at("/0/message_id").asText())
                .isEqualTo(answer.body().at("/messages/0/id").asText());
    }

    @Test
    void tellsSentAndDeliveredByItselfAndReadWhenTold() throws Exception {
        var id = simulator.whatsapp("+5511999998888", "oi");
        await().untilAsserted(() -> assertThat(statuses()).containsExactly("sent", "delivered"));

        simulator.post("/sim/users/" + ANA + "/read", "");

        await().untilAsserted(() -> assertThat(statuses()).containsExactly("sent", "delivered", "read"));
        assertThat(simulator.ears.statuses()).allSatisfy(status -> {
            assertThat(status.path("id").asText()).isEqualTo(id);
            assertThat(status.path("biz_opaque_callback_data").asText()).isEqualTo("msg_oi/1");
            assertThat(status.path("timestamp").isTextual()).isTrue();
        });
    }

    @Test
    void signsTheBytesOfAWebhookInWhichNothingIsOutsideAscii() throws Exception {
        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"Olá, coração\"}");

        await().untilAsserted(() -> assertThat(simulator.ears.messages()).hasSize(1));
        var heard = simulator.ears.of("whatsapp").get(0);
        assertThat(heard.body()).contains("Ol\\u00e1, cora\\u00e7\\u00e3o");
        assertThat(heard.headers().get("X-Hub-Signature-256"))
                .isEqualTo("sha256=" + hmac("local-app-secret", heard.body()));
    }

    @Test
    void letsADescribedPersonHaveAnotherIdThanTheNumberWrittenTo() throws Exception {
        simulator.post("/sim/users", "{\"id\":\"ana\",\"phone\":\"+5511999998888\",\"wa_id\":\"551199998888\"}");

        var answer = simulator.post(
                RunningSimulator.NUMBER + "/messages",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"5511999998888\",\"text\":{\"body\":\"oi\"}}");

        assertThat(answer.body().at("/contacts/0/wa_id").asText()).isEqualTo("551199998888");
        assertThat(simulator.deliveries("ana")).hasSize(1);
    }

    @Test
    void letsAPersonWhoIsDescribedLaterKeepTheirChat() throws Exception {
        simulator.whatsapp("+5511999998888", "oi");

        var described = simulator.post(
                "/sim/users",
                "{\"id\":\"ana\",\"phone\":\"+5511999998888\",\"igsid\":\"5614879045272581\",\"tg_id\":123456789}");

        assertThat(described.status()).isEqualTo(201);
        assertThat(simulator.deliveries("ana")).hasSize(1);
        assertThat(simulator.deliveries(ANA)).hasSize(1);
    }

    @Test
    void sendsEveryKindOfMessageThatAPersonCanSend() throws Exception {
        var target = simulator.whatsapp("+5511999998888", "oi");
        for (var action : List.of(
                "{\"text\":\"oi\",\"reply_to\":\"" + target + "\"}",
                "{\"type\":\"image\",\"caption\":\"foto\"}",
                "{\"type\":\"audio\"}",
                "{\"type\":\"video\"}",
                "{\"type\":\"document\",\"filename\":\"a.pdf\"}",
                "{\"type\":\"sticker\"}",
                "{\"type\":\"location\",\"location\":{\"latitude\":-23.5,\"longitude\":-46.6}}",
                "{\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Ana\"}}]}",
                "{\"type\":\"reaction\",\"message_id\":\"" + target + "\",\"emoji\":\"👍\"}",
                "{\"type\":\"button\",\"text\":\"Sim\"}",
                "{\"type\":\"button_reply\",\"id\":\"yes\",\"title\":\"Sim\"}",
                "{\"type\":\"list_reply\",\"id\":\"r1\",\"title\":\"Preço\"}",
                "{\"type\":\"order\",\"order\":{\"catalog_id\":\"1\"}}",
                "{\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"1\"}}",
                "{\"type\":\"edit\",\"message_id\":\"" + target + "\",\"text\":\"novo\"}",
                "{\"type\":\"revoke\",\"message_id\":\"" + target + "\"}",
                "{\"type\":\"unsupported\"}")) {
            assertThat(simulator.post("/sim/users/" + ANA + "/send", action).status())
                    .as(action)
                    .isEqualTo(201);
        }

        await().untilAsserted(() -> assertThat(simulator.ears.messages())
                .extracting(message -> message.path("type").asText())
                .containsExactly(
                        "text",
                        "image",
                        "audio",
                        "video",
                        "document",
                        "sticker",
                        "location",
                        "contacts",
                        "reaction",
                        "button",
                        "interactive",
                        "interactive",
                        "order",
                        "system",
                        "edit",
                        "revoke",
                        "unsupported"));
        var reply = simulator.ears.messages().get(0);
        assertThat(reply.at("/context/id").asText()).isEqualTo(target);
    }

    @Test
    void repeatsAWebhookUntilItIsTaken() throws Exception {
        simulator.ears.refuse(1);

        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");

        // An attempt is in the log when its answer is there, so a moment after it was heard.
        await().untilAsserted(() -> assertThat(logged())
                .extracting(attempt -> attempt.path("status").asInt())
                .containsExactly(200, 503));
        assertThat(simulator.ears.messages()).hasSize(1);
    }

    @Test
    void redeliversALoggedWebhookByteForByte() throws Exception {
        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");
        await().untilAsserted(() -> assertThat(logged()).hasSize(1));
        var id = logged().path(0).path("id").asText();

        simulator.post("/sim/webhooks/" + id + "/redeliver", "{\"times\":2}");

        await().untilAsserted(() -> assertThat(simulator.ears.of("whatsapp")).hasSize(3));
        assertThat(simulator.ears.of("whatsapp")).extracting(Ears.Heard::json).containsOnly(first());
    }

    private JsonNode logged() throws Exception {
        return simulator.get("/sim/webhooks/log").body().path("attempts");
    }

    private JsonNode first() {
        return simulator.ears.of("whatsapp").get(0).json();
    }

    @Test
    void failsLaterWhatIsSentToSomebodyWhoBlocksUs() throws Exception {
        simulator.post("/sim/users/" + ANA + "/behaviour", "{\"blocks_us\":true}");

        simulator.whatsapp("+5511999998888", "oi");

        await().untilAsserted(() -> assertThat(statuses()).containsExactly("failed"));
        assertThat(simulator.ears.statuses().get(0).at("/errors/0/code").asInt())
                .isEqualTo(131026);
        assertThat(simulator.deliveries(ANA)).isEmpty();
    }

    @Test
    void keepsMessagesForAPhoneThatIsOff() throws Exception {
        simulator.post("/sim/users/" + ANA + "/behaviour", "{\"offline\":true}");
        simulator.whatsapp("+5511999998888", "oi");
        await().untilAsserted(() -> assertThat(statuses()).containsExactly("sent"));
        assertThat(simulator.deliveries(ANA)).isEmpty();

        simulator.post("/sim/users/" + ANA + "/behaviour", "{\"offline\":false}");

        await().untilAsserted(() -> assertThat(statuses()).containsExactly("sent", "delivered"));
        assertThat(simulator.deliveries(ANA)).hasSize(1);
    }

    @Test
    void answersLikeAnEchoWhenThePersonIsOne() throws Exception {
        simulator.post("/sim/users/" + ANA + "/behaviour", "{\"reply\":\"echo\"}");

        simulator.whatsapp("+5511999998888", "oi");

        await().untilAsserted(() -> assertThat(simulator.ears.messages())
                .extracting(message -> message.at("/text/body").asText())
                .containsExactly("oi"));
    }

    @Test
    void refusesOutsideTheWindowWhenToldTo() throws Exception {
        simulator.post("/sim/settings", "{\"window\":\"sync\"}");
        var body = "{\"messaging_product\":\"whatsapp\",\"to\":\"5511999998888\",\"text\":{\"body\":\"oi\"}}";

        var before = simulator.post(RunningSimulator.NUMBER + "/messages", body);
        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");
        var after = simulator.post(RunningSimulator.NUMBER + "/messages", body);

        assertThat(before.body().at("/error/code").asInt()).isEqualTo(131047);
        assertThat(after.status()).isEqualTo(200);
    }

    static String hmac(String secret, String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
