package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramTest {
    private static final String ANA = "telegram:123456789";

    private final RunningSimulator simulator = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
    }

    private int sendText(String text) throws Exception {
        return simulator
                .post(RunningSimulator.BOT + "sendMessage", "{\"chat_id\":123456789,\"text\":\"" + text + "\"}")
                .body()
                .at("/result/message_id")
                .asInt();
    }

    @Test
    void takesParametersAsJsonFormOrQuery() throws Exception {
        sendText("json");
        simulator.send(simulator
                .request(RunningSimulator.BOT + "SENDMESSAGE")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("chat_id=123456789&text=form")));
        simulator.get(RunningSimulator.BOT + "sendMessage?chat_id=123456789&text=query");

        assertThat(simulator.deliveries(ANA))
                .extracting(message -> message.path("text").asText())
                .containsExactly("json", "form", "query");
    }

    @Test
    void editsTheCaptionOfAFileAndTheTextOfAText() throws Exception {
        int text = sendText("oi");
        assertThat(simulator
                        .post(
                                RunningSimulator.BOT + "editMessageCaption",
                                "{\"chat_id\":123456789,\"message_id\":" + text + ",\"caption\":\"x\"}")
                        .body()
                        .path("description")
                        .asText())
                .isEqualTo("Bad Request: there is no caption in the message to edit");
        assertThat(simulator
                        .post(
                                RunningSimulator.BOT + "editMessageText",
                                "{\"chat_id\":123456789,\"message_id\":" + text + ",\"text\":\"novo\"}")
                        .body()
                        .at("/result/text")
                        .asText())
                .isEqualTo("novo");
    }

    @Test
    void holdsBackAChatWhoseUpdateIsRefusedAndKeepsItsOrder() throws Exception {
        simulator.ears.refuse(1);

        for (int i = 0; i < 3; i++) {
            simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"m" + i + "\"}");
        }

        await().untilAsserted(() -> assertThat(simulator.ears.updates())
                .extracting(update -> update.at("/message/text").asText())
                .containsExactly("m0", "m1", "m2"));
        assertThat(simulator.ears.of("telegram").get(0).headers())
                .containsEntry("X-Telegram-Bot-Api-Secret-Token", "local-telegram-secret");
    }

    @Test
    void tellsOfEditsReactionsButtonsAndBlocking() throws Exception {
        int ours = sendText("oi");
        var theirs = simulator
                .post("/sim/users/" + ANA + "/send", "{\"text\":\"/start\"}")
                .body()
                .path("message_id")
                .asText();
        for (var action : List.of(
                "{\"type\":\"edit\",\"message_id\":\"" + theirs + "\",\"text\":\"corrigido\"}",
                "{\"type\":\"reaction\",\"message_id\":\"" + ours + "\",\"emoji\":\"👍\"}",
                "{\"type\":\"callback\",\"message_id\":\"" + ours + "\",\"data\":\"yes\"}",
                "{\"type\":\"album\",\"count\":2,\"caption\":\"foto\"}")) {
            assertThat(simulator.post("/sim/users/" + ANA + "/send", action).status())
                    .as(action)
                    .isEqualTo(201);
        }
        simulator.post("/sim/users/" + ANA + "/behaviour", "{\"blocks_us\":true}");

        await().untilAsserted(() -> assertThat(simulator.ears.updates()).hasSize(7));
        var updates = simulator.ears.updates();
        assertThat(updates.get(0).at("/message/entities/0/type").asText()).isEqualTo("bot_command");
        assertThat(updates.get(1).at("/edited_message/text").asText()).isEqualTo("corrigido");
        assertThat(updates.get(2).at("/message_reaction/new_reaction/0/emoji").asText())
                .isEqualTo("👍");
        assertThat(updates.get(3).at("/callback_query/data").asText()).isEqualTo("yes");
        assertThat(updates.get(4).at("/message/media_group_id"))
                .isEqualTo(updates.get(5).at("/message/media_group_id"));
        assertThat(updates.get(6).at("/my_chat_member/new_chat_member/status").asText())
                .isEqualTo("kicked");
        assertThat(simulator
                        .post(RunningSimulator.BOT + "sendMessage", "{\"chat_id\":123456789,\"text\":\"oi\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givesUpdatesToWhoeverAsksOnceNoWebhookIsSet() throws Exception {
        var refused = simulator.get(RunningSimulator.BOT + "getUpdates");
        simulator.post(RunningSimulator.BOT + "deleteWebhook", "{}");
        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");

        var found = simulator.get(RunningSimulator.BOT + "getUpdates").body();
        long next = found.at("/result/0/update_id").asLong() + 1;
        var confirmed = simulator
                .get(RunningSimulator.BOT + "getUpdates?offset=" + next)
                .body();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(found.at("/result/0/message/text").asText()).isEqualTo("oi");
        assertThat(confirmed.path("result")).isEmpty();
    }

    @Test
    void editsAndDeletesOurMessages() throws Exception {
        int id = sendText("oi");

        simulator.post(
                RunningSimulator.BOT + "editMessageText",
                "{\"chat_id\":123456789,\"message_id\":" + id + ",\"text\":\"novo\"}");
        simulator.post(RunningSimulator.BOT + "deleteMessage", "{\"chat_id\":123456789,\"message_id\":" + id + "}");

        var shown = simulator.deliveries(ANA).get(0);
        assertThat(shown.path("text").asText()).isEqualTo("novo");
        assertThat(shown.path("deleted").asBoolean()).isTrue();
    }
}
