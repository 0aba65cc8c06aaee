package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client library's own tests, run as its README says; they need no stack. */
@Order(1)
class JavaScriptClientTest {
    private static final List<String> FILES = List.of("chat4all.js", "chat4all.test.js", "package.json");

    @TempDir
    private Path folder;

    @Test
    void theTestsOfTheJavaScriptClientPass() throws IOException {
        for (String file : FILES) {
            Files.copy(Command.HOME.resolve("clients/javascript").resolve(file), folder.resolve(file));
        }

        Command tests = Command.start(
                folder.resolve("output.txt"),
                List.of(
                        "bash",
                        "-c",
                        "cd \"$0\" && npm install --silent --no-audit --no-fund && npm test",
                        folder.toString()));

        assertThat(tests.await(Duration.ofMinutes(2))).as(tests.output()).isZero();
        assertThat(tests.output())
                .contains("hands on each event once, in order")
                .containsPattern("fail 0");
    }
}
