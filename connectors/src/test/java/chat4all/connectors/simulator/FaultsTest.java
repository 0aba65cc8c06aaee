package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final String ANA = "whatsapp:+5511999998888";
    private static final String OI =
            "{\"messaging_product\":\"whatsapp\",\"to\":\"5511999998888\",\"text\":{\"body\":\"oi\"}}";

    private final RunningSimulator simulator = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
    }

    private RunningSimulator.Answer send() throws Exception {
        return simulator.post(RunningSimulator.NUMBER + "/messages", OI);
    }

    private void fault(String target, String trigger, String effect) throws Exception {
        var rule = "{\"platform\":\"whatsapp\",\"target\":\"%s\",\"trigger\":\"%s\",\"effect\":\"%s\"}"
                .formatted(target, trigger, effect);
        assertThat(simulator.post("/sim/faults", rule).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "http:503, 503, 2",
        "error:131056, 429, 131056",
        "error:190/463, 401, 190",
        "retry_after:34, 429, 130429",
        "token_revoked, 401, 190"
    })
    void refusesASendWithoutAcceptingIt(String effect, int status, int code) throws Exception {
        fault("send", "next:1", effect);

        var refused = send();
        var accepted = send();

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body().at("/error/code").asInt()).isEqualTo(code);
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(simulator.deliveries(ANA)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"timeout_after:100, 1", "timeout_before:100, 0", "drop_connection, 0"})
    void losesTheAnswerWithOrWithoutAccepting(String effect, int shown) throws Exception {
        fault("send", "next:1", effect);

        assertThatThrownBy(this::send).isInstanceOf(IOException.class);

        assertThat(simulator.deliveries(ANA)).hasSize(shown);
    }

    @Test
    void hitsOnlyWhatMatches() throws Exception {
        simulator.post("/sim/faults", "{\"match\":{\"to\":\"5511000000000\"},\"effect\":\"http:500\"}");

        assertThat(send().status()).isEqualTo(200);
        assertThat(simulator.get("/sim/faults").body().at("/faults/0/matched").asInt())
                .isZero();
    }

    @Test
    void hitsEveryNthCall() throws Exception {
        fault("send", "every:3", "http:500");

        var statuses = new int[6];
        for (int i = 0; i < 6; i++) {
            statuses[i] = send().status();
        }

        assertThat(statuses).containsExactly(200, 200, 500, 200, 200, 500);
    }

    @Test
    void duplicatesWebhooks() throws Exception {
        fault("webhook", "always", "duplicate:3");

        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");

        await().untilAsserted(() -> assertThat(simulator.ears.messages()).hasSize(3));
    }

    @Test
    void collectsWebhooksIntoOneRequest() throws Exception {
        fault("webhook", "always", "batch:3");

        for (int i = 0; i < 3; i++) {
            simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");
        }

        await().untilAsserted(() -> assertThat(simulator.ears.messages()).hasSize(3));
        assertThat(simulator.ears.of("whatsapp")).hasSize(1);
    }

    @Test
    void forgesSignatures() throws Exception {
        fault("webhook", "always", "bad_signature");

        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");

        await().untilAsserted(() -> assertThat(simulator.ears.of("whatsapp")).hasSize(1));
        var heard = simulator.ears.of("whatsapp").get(0);
        assertThat(heard.headers().get("X-Hub-Signature-256"))
                .isNotEqualTo("sha256=" + WhatsAppTest.hmac("local-app-secret", heard.body()));
    }

    @Test
    void leavesAStatusOutAndReportsAnEarlierOneAgain() throws Exception {
        fault("webhook", "always", "skip_status:delivered");
        fault("webhook", "always", "regress_status");
        simulator.post("/sim/users/" + ANA + "/behaviour", "{\"delivered_after_ms\":0,\"read_after_ms\":0}");

        send();

        await().untilAsserted(() -> assertThat(simulator.ears.statuses())
                .extracting(status -> status.path("status").asText())
                .containsExactly("sent", "sent", "read"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta-bad-day",
                "rate-limited",
                "token-expired",
                "at-least-once-storm",
                "lost-answers",
                "telegram-flood",
                "offline-customer",
                "week-outage"
            })
    void knowsThePreset(String name) throws Exception {
        assertThat(simulator.post("/sim/presets/" + name, "").status()).isEqualTo(200);
        assertThat(simulator.post("/sim/reset", "").status()).isEqualTo(204);
        assertThat(send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"effect\":\"nonsense\"}",
                "{\"effect\":\"http:99\"}",
                "{\"effect\":\"http:503\",\"trigger\":\"sometimes\"}",
                "{\"effect\":\"http:503\",\"target\":\"moon\"}",
                "{\"effect\":\"http:503\",\"platform\":\"icq\"}"
            })
    void explainsARuleThatItDoesNotTake(String rule) throws Exception {
        var answer = simulator.post("/sim/faults", rule);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asText()).isEqualTo("validation");
    }
}
