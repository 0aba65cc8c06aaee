package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstagramTest {
    private static final String ANA = "instagram:5614879045272581";
    private static final String OI = "{\"recipient\":{\"id\":\"5614879045272581\"},\"message\":{\"text\":\"oi\"}}";

    private final RunningSimulator simulator = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void echoesWhatWeSendAndReportsReadingAsAWatermark() throws Exception {
        simulator.post(RunningSimulator.INSTAGRAM, OI);
        var last = simulator.post(RunningSimulator.INSTAGRAM, OI).body();

        simulator.post("/sim/users/" + ANA + "/read", "");

        await().untilAsserted(() -> assertThat(simulator.ears.items()).hasSize(3));
        var items = simulator.ears.items();
        assertThat(items.get(1).at("/message/is_echo").asBoolean()).isTrue();
        assertThat(items.get(1).at("/message/mid").asText())
                .isEqualTo(last.path("message_id").asText());
        assertThat(items.get(1).at("/sender/id").asText()).isEqualTo("300000000000003");
        assertThat(items.get(2).at("/read/mid").asText())
                .isEqualTo(last.path("message_id").asText());
        assertThat(items.get(2).path("timestamp").isNumber()).isTrue();
        assertThat(simulator.deliveries(ANA)).hasSize(2);
    }

    @Test
    void sendsEveryKindOfMessageThatAPersonCanSend() throws Exception {
        var target = simulator
                .post(RunningSimulator.INSTAGRAM, OI)
                .body()
                .path("message_id")
                .asText();
        for (var action : List.of(
                "{\"text\":\"oi\",\"reply_to\":\"" + target + "\"}",
                "{\"type\":\"image\"}",
                "{\"type\":\"story_reply\",\"text\":\"lindo\"}",
                "{\"type\":\"quick_reply\",\"text\":\"Sim\",\"payload\":\"YES\"}",
                "{\"type\":\"unsupported\"}",
                "{\"type\":\"share\"}",
                "{\"type\":\"postback\",\"title\":\"Começar\"}",
                "{\"type\":\"reaction\",\"message_id\":\"" + target + "\",\"emoji\":\"❤️\"}",
                "{\"type\":\"edit\",\"message_id\":\"" + target + "\",\"text\":\"novo\"}",
                "{\"type\":\"delete\",\"message_id\":\"" + target + "\"}")) {
            assertThat(simulator.post("/sim/users/" + ANA + "/send", action).status())
                    .as(action)
                    .isEqualTo(201);
        }

        await().untilAsserted(() -> assertThat(simulator.ears.items()).hasSize(11));
        assertThat(simulator.ears.items().get(8).at("/reaction/reaction").asText())
                .isEqualTo("love");
        assertThat(simulator.ears.items().get(9).at("/message_edit/num_edit").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesSomebodyWhoNeverWroteWhenStrict() throws Exception {
        simulator.post("/sim/settings", "{\"person_first\":true}");

        var answer = simulator.post(RunningSimulator.INSTAGRAM, OI);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/error_subcode").asInt()).isEqualTo(2534014);
    }
}
