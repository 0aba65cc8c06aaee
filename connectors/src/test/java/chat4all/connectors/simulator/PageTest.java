package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private final RunningSimulator simulator = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/page/phones.css, text/css",
        "/page/texts.js, text/javascript",
        "/page/phones.js, text/javascript"
    })
    void servesThePageAndItsFiles(String path, String type) throws Exception {
        var answer = simulator.send(simulator.request(path));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.body()).isNotBlank();
    }

    @Test
    void saysEverythingInBothLanguages() throws Exception {
        var catalogues =
                simulator.send(simulator.request("/page/texts.js")).body().split("\"pt-BR\": \\{");

        assertThat(keys(catalogues[1])).isNotEmpty().isEqualTo(keys(catalogues[0]));
    }

    private static List<String> keys(String catalogue) {
        return Pattern.compile("^    \"([\\w.]+)\":", Pattern.MULTILINE)
                .matcher(catalogue)
                .results()
                .map(key -> key.group(1))
                .toList();
    }

    @Test
    void showsThePhonesToThePage() throws Exception {
        simulator.whatsapp("5511999998888", "oi");

        var user = simulator.get("/sim/users").body().at("/users/0");

        assertThat(user.at("/chats/whatsapp/0/text").asText()).isEqualTo("oi");
        assertThat(user.at("/addresses/whatsapp").asText()).isEqualTo("whatsapp:+5511999998888");
    }

    @Test
    void explainsBadInput() throws Exception {
        assertThat(simulator.post("/sim/users/nobody/send", "{\"text\":\"x\"}").status())
                .isEqualTo(404);
        assertThat(simulator.post("/sim/users/icq:1/send", "{\"text\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(simulator
                        .post("/sim/users/telegram:1/send", "{\"type\":\"hologram\"}")
                        .status())
                .isEqualTo(400);
        assertThat(simulator.post("/sim/users/telegram:1/send", "not json").status())
                .isEqualTo(400);
        assertThat(simulator
                        .post("/sim/users/telegram:1/behaviour", "{\"sleepy\":true}")
                        .status())
                .isEqualTo(400);
        assertThat(simulator.get("/sim/assert/deliveries").status()).isEqualTo(400);
    }

    @Test
    void verifiesTheAddressOfTheWebhook() throws Exception {
        var answer = simulator.post("/sim/webhooks/verify", "").body();

        assertThat(answer.at("/handshakes/0/verified").asBoolean()).isTrue();
        assertThat(answer.path("handshakes")).hasSize(2);
    }
}
