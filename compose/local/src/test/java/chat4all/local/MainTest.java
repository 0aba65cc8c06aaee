package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @TempDir
    Path directory;

    @Test
    void listsEveryCommandInTheHelp() {
        Outcome outcome = run();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output())
                .contains(
                        "  up ",
                        "  down ",
                        "  status ",
                        "  logs ",
                        "  restart ",
                        "  reset ",
                        "  demo ",
                        "  bench ",
                        "  tail ")
                .contains("  test ", "--data-dir", "--port-offset");
    }

    @Test
    void refusesUnknownCommandsAndOptionsWithExitCode2() {
        assertThat(run("start").exitCode()).isEqualTo(2);
        assertThat(run("up", "--detatch").exitCode()).isEqualTo(2);
        assertThat(run("up", "--port-offset", "many").exitCode()).isEqualTo(2);
    }

    @Test
    void refusesAnOffsetThatLeavesTheRangeOfPorts() {
        Outcome outcome = run("up", "--data-dir", directory.toString(), "--port-offset", "60000");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("--port-offset must be between 0 and 50000.");
    }

    @ParameterizedTest
    @CsvSource({
        "topology, is not NAME=NUMBER",
        "kafka=2, 'names none of topology, sinks, edge, push, connectors'",
        "edge=0, does not say a number from 1 to 9",
        "'topology=2,topology=3', names topology a second time",
        "edge=2, --scale needs --separate"
    })
    void saysWhatIsWrongWithAScaleAndStartsNothing(String scale, String complaint) {
        List<String> words = new ArrayList<>(List.of("up", "--data-dir", directory.toString(), "--scale", scale));
        if (!complaint.contains("--separate")) {
            words.add("--separate");
        }

        Outcome outcome = run(words.toArray(String[]::new));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains(complaint);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void restartsNothingThatDoesNotRun() {
        Outcome outcome = run("restart", "topology", "--data-dir", directory.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("Chat4All is not running in " + directory);
    }

    @Test
    void showsAStackThatNeverRanAsDown() {
        Outcome outcome = run("status", "--json", "--data-dir", directory.toString(), "--port-offset", "100");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("{\"components\":[{\"name\":\"kafka\",\"pid\":null,\"port\":9192,\"state\":\"DOWN\","
                        + "\"restarts\":0,\"rss_mb\":0,\"url\":\"127.0.0.1:9192\"}")
                .contains("\"name\":\"services\"");
    }

    @Test
    void hasNothingToStopOrToResetBeforeTheFirstStart() {
        assertThat(run("down", "--data-dir", directory.toString()).output()).contains("not running");
        assertThat(run("reset", "--yes", "--data-dir", directory.resolve("none").toString())
                        .output())
                .contains("There is no data");
    }

    @Test
    void deletesNothingThatTheStackDidNotMake() throws java.io.IOException {
        Path foreign = Files.writeString(directory.resolve("thesis.txt"), "years of work");
        Files.createDirectories(directory.resolve("data/s3"));

        assertThat(run("reset", "--yes", "--data-dir", directory.toString()).exitCode())
                .isZero();

        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void saysThatTheStackIsNotRunningInsteadOfRunningADemoAgainstNothing() {
        Outcome outcome = run("demo", "--data-dir", directory.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("Chat4All is not running in " + directory, "./chat4all up");
    }

    private static Outcome run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            int exitCode = Main.run(arguments);
            return new Outcome(exitCode, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private record Outcome(int exitCode, String output) {}
}
