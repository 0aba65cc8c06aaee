package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final String ANA = "whatsapp:+5511999998888";

    private final RunningSimulator simulator = new RunningSimulator();
    private final RunningSimulator another = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
        another.close();
    }

    @Test
    void whatIsExportedIsTheSameInAnotherSimulator() throws Exception {
        simulator.post("/sim/clock", "{\"mode\":\"virtual\",\"now\":\"2026-01-31T12:00:00Z\"}");
        simulator.post("/sim/settings", "{\"window\":\"sync\"}");
        simulator.post("/sim/users/" + ANA.replace("+", "%2B") + "/send", "{\"text\":\"oi\"}");
        simulator.whatsapp("+5511999998888", "olá");
        simulator.post("/sim/behaviour", "{\"reply\":\"echo\"}");
        another.whatsapp("+5511999990000", "esquecida");

        var exported = simulator.get("/sim/export").body();
        assertThat(another.post("/sim/import", exported.toString()).status()).isEqualTo(204);

        assertThat(another.get("/sim/export").body()).isEqualTo(exported);
        assertThat(exported.at("/people/0/chats").toString()).contains("oi", "olá");
        assertThat(another.get("/sim/clock").body().path("now").asText()).isEqualTo("2026-01-31T12:00:00Z");
        // The window that the person opened is open there, too.
        assertThat(another.whatsapp("+5511999998888", "de novo")).startsWith("wamid.");
    }

    @Test
    void whatCannotBeReadChangesNothing() throws Exception {
        simulator.whatsapp("+5511999998888", "olá");
        var before = simulator.get("/sim/export").body();

        for (var broken : new String[] {"{}", "[]", "{\"settings\":{},\"usual\":{},\"people\":[{\"id\":\"x\"}]}"}) {
            var answer = simulator.post("/sim/import", broken);
            assertThat(answer.status()).as(broken).isEqualTo(400);
            assertThat(answer.body().path("code").asText()).isEqualTo("validation");
        }

        assertThat(simulator.get("/sim/export").body().path("people").size())
                .isEqualTo(before.path("people").size());
    }
}
