package chat4all.connectors.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.simulator.SimulatorApp;
import chat4all.connectors.simulator.SimulatorConfig;
import chat4all.connectors.testing.FakePlatform;
import chat4all.runtime.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As somebody with an account runs it, against a simulator with ids, tokens and persons of its own. */
class ConformAppTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"whatsapp,+5521988887777,/graph/v23.0", "instagram,56140000001,/graph/v23.0", "telegram,987654321,''"})
    void aPlatformThatIsAsDocumentedIsSaidToBe(String channel, String contact, String path) throws Exception {
        var simulator = SimulatorApp.start(SimulatorConfig.from(Settings.of(Map.of(
                "CHAT4ALL_SIMULATOR_PORT", "0",
                "CHAT4ALL_SIMULATOR_WHATSAPP_NUMBER_ID", "777",
                "CHAT4ALL_SIMULATOR_INSTAGRAM_ID", "888",
                "CHAT4ALL_SIMULATOR_ACCESS_TOKEN", "my-token",
                "CHAT4ALL_SIMULATOR_TELEGRAM_TOKEN", "999:my-token"))));
        try {
            Path accounts = accounts("http://127.0.0.1:" + simulator.port() + path);

            int code = run("--live", channel, "--accounts", accounts.toString(), "--contact", contact);

            assertThat(out.toString(UTF_8))
                    .contains(" asked, 0 answered otherwise")
                    .doesNotContain("ANOTHER");
            assertThat(code).isZero();
        } finally {
            simulator.close();
        }
    }

    @Test
    void whatIsAnsweredOtherwiseIsNamedWithoutTheToken() throws Exception {
        try (var platform = new FakePlatform()) {
            platform.does(FakePlatform.answer(418, "{\"error\":{\"code\":7,\"message\":\"my-token\"}}"));
            Path accounts = accounts(platform.uri().toString());

            int code = run("--live", "whatsapp", "--accounts", accounts.toString(), "--contact", "+5521988887777");

            assertThat(code).isEqualTo(1);
            assertThat(out.toString(UTF_8))
                    .contains("ANOTHER  text is accepted", "status 418, documented 200")
                    .doesNotContain("same", "my-token");
        }
    }

    @Test
    void nothingIsAskedWithoutAnAccountOrAContact() throws Exception {
        assertThat(run("--live", "whatsapp")).isEqualTo(2);
        assertThat(run(
                        "--live",
                        "whatsapp",
                        "--accounts",
                        accounts("http://127.0.0.1:1").toString(),
                        "--contact",
                        "+5521988887777",
                        "--account",
                        "1"))
                .isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("usage: conform --live", "no such account");
    }

    private int run(String... args) throws InterruptedException {
        return ConformApp.run(args, new PrintStream(out, true, UTF_8));
    }

    private Path accounts(String base) throws IOException {
        String entry = "{\"channel\":\"%s\",\"id\":\"%s\",\"base_url\":\"" + base
                + "\",\"token\":\"%s\",\"webhook_secret\":\"x\"}";
        return Files.writeString(
                folder.resolve("accounts.json"),
                "[" + entry.formatted("whatsapp", "777", "my-token") + ","
                        + entry.formatted("instagram", "888", "my-token") + ","
                        + entry.formatted("telegram", "999", "999:my-token") + "]");
    }
}
