package chat4all.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs real processes, for what matters here are exit codes and signals. */
class ServiceTest {
    @TempDir
    private Path directory = Path.of("");

    /** A service that serves until it is told to stop. */
    static final class Serving {
        public static void main(String[] args) {
            Service.run("serving", settings -> settings.port("CHAT4ALL_PORT", 1), Serving::start, args);
        }

        private static AutoCloseable start(int port) {
            System.out.println("started on " + port);
            return () -> System.out.println("closed");
        }
    }

    /** A service that cannot start. */
    static final class Failing {
        public static void main(String[] args) {
            Service.run("failing", settings -> settings.port("CHAT4ALL_PORT", 1), Failing::start, args);
        }

        private static AutoCloseable start(int port) {
            throw new IllegalStateException("nobody answers on " + port);
        }
    }

    /** A service that gives up while it serves. */
    static final class GivingUp {
        public static void main(String[] args) {
            Service.run("giving-up", Settings::names, names -> giveUp(), args);
        }

        private static AutoCloseable giveUp() {
            new Thread(() -> Service.exit(3)).start();
            return () -> System.out.println("closed");
        }
    }

    @Test
    void closesTheServiceAndEndsWithZeroWhenTerminated() throws Exception {
        var process = start(Serving.class, Map.of("CHAT4ALL_PORT", "7"));
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("started on 7");
            assertThat(output.readLine()).contains("serving is up");

            // The handle's way to send SIGTERM: the process's own would also close the output.
            process.toHandle().destroy();

            assertThat(output.lines()).anyMatch("closed"::equals);
            assertThat(exitCode(process)).isZero();
        }
    }

    @Test
    void listsTheProblemsOfItsConfigurationAndEndsWith78() throws Exception {
        var process = start(Serving.class, Map.of("CHAT4ALL_PORT", "x", "CHAT4ALL_PROT", "7"));

        assertThat(errors(process))
                .containsExactly(
                        "serving cannot start, its configuration is faulty:",
                        "  CHAT4ALL_PORT must be a whole number from 0 to 65535",
                        "  CHAT4ALL_PROT is not a setting of this process; did you mean CHAT4ALL_PORT?");
        assertThat(exitCode(process)).isEqualTo(78);
    }

    @Test
    void logsWhyItCouldNotStartAndEndsWith1() throws Exception {
        var process = start(Failing.class, Map.of());

        assertThat(output(process)).contains("failing failed").contains("nobody answers on 1");
        assertThat(exitCode(process)).isEqualTo(1);
    }

    @Test
    void closesTheServiceAndEndsWithItsCodeWhenItGivesUp() throws Exception {
        var process = start(GivingUp.class, Map.of());

        assertThat(output(process)).contains("closed");
        assertThat(exitCode(process)).isEqualTo(3);
    }

    @Test
    void takesNoArguments() throws Exception {
        var process = start(Serving.class, Map.of(), "--port=7");

        assertThat(errors(process)).singleElement().asString().contains("takes no arguments");
        assertThat(exitCode(process)).isEqualTo(64);
    }

    @Test
    void logsJsonUnlessTextIsWanted() throws Exception {
        var json = start(Failing.class, Map.of());
        var text = start(Failing.class, Map.of("CHAT4ALL_LOG_FORMAT", "text"));

        assertThat(output(json)).startsWith("{\"@timestamp\":").contains("\"level\":\"ERROR\"");
        assertThat(output(text)).contains(" ERROR ").doesNotContain("{");
    }

    private Process start(Class<?> main, Map<String, String> environment, String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CHAT4ALL_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    /** What it wrote to its standard error, without what the virtual machine itself says there. */
    private List<String> errors(Process process) throws IOException, InterruptedException {
        exitCode(process);
        try (var lines = Files.lines(directory.resolve("errors"))) {
            return lines.filter(line -> !line.startsWith("Picked up ")).toList();
        }
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
