package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockTest {
    private static final String ANA = "whatsapp:+5511999998888";

    private final RunningSimulator simulator = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
    }

    private void advance(Duration by) throws Exception {
        assertThat(simulator
                        .post("/sim/clock/advance", "{\"seconds\":" + by.toSeconds() + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void standsStillUntilItIsAdvanced() throws Exception {
        simulator.post("/sim/clock", "{\"mode\":\"virtual\",\"now\":\"2026-01-31T12:00:00Z\"}");
        simulator.whatsapp("5511999998888", "oi");
        await().untilAsserted(() -> assertThat(simulator.ears.statuses()).hasSize(1));

        advance(Duration.ofSeconds(1));

        await().untilAsserted(() -> assertThat(simulator.ears.statuses()).hasSize(2));
        assertThat(simulator.ears.statuses().get(1).path("timestamp").asText())
                .isEqualTo(Long.toString(Instant.parse("2026-01-31T12:00:00Z").getEpochSecond()));
        assertThat(simulator.get("/sim/clock").body().path("now").asText()).isEqualTo("2026-01-31T12:00:01Z");
    }

    @Test
    void closesTheWindowADayAfterThePersonWrote() throws Exception {
        simulator.post("/sim/settings", "{\"window\":\"async\"}");
        simulator.post("/sim/clock", "{\"mode\":\"virtual\"}");
        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");

        advance(Duration.ofHours(25));
        simulator.whatsapp("5511999998888", "tarde");

        await().untilAsserted(() -> assertThat(simulator.ears.statuses())
                .extracting(status -> status.at("/errors/0/code").asInt())
                .containsExactly(131047));
    }

    @Test
    void repeatsARefusedWebhookThroughAWeek() throws Exception {
        simulator.post("/sim/clock", "{\"mode\":\"virtual\"}");
        simulator.ears.refuse(12);
        simulator.post("/sim/users/" + ANA + "/send", "{\"text\":\"oi\"}");

        advance(Duration.ofHours(1));

        assertThat(simulator.ears.messages()).hasSize(1);
        assertThat(simulator.get("/sim/webhooks/log").body().path("attempts")).hasSize(13);
    }

    @Test
    void countsTheRealLimitsInItsOwnTime() throws Exception {
        simulator.post("/sim/limits", "{\"on\":true}");
        simulator.post("/sim/clock", "{\"mode\":\"virtual\"}");
        var body = "{\"messaging_product\":\"whatsapp\",\"to\":\"5511999998888\",\"text\":{\"body\":\"oi\"}}";
        for (int i = 0; i < 45; i++) {
            simulator.post(RunningSimulator.NUMBER + "/messages", body);
        }

        var refused = simulator.post(RunningSimulator.NUMBER + "/messages", body);
        advance(Duration.ofSeconds(6));
        var accepted = simulator.post(RunningSimulator.NUMBER + "/messages", body);

        assertThat(refused.body().at("/error/code").asInt()).isEqualTo(131056);
        assertThat(accepted.status()).isEqualTo(200);
    }

    @Test
    void givesTheSameIdsForTheSameSeed() throws Exception {
        simulator.post("/sim/seed", "{\"n\":7}");
        var first = simulator.whatsapp("5511999998888", "oi");
        simulator.post("/sim/reset", "");
        simulator.post("/sim/seed", "{\"n\":7}");

        assertThat(simulator.whatsapp("5511999998888", "oi")).isEqualTo(first);
    }
}
