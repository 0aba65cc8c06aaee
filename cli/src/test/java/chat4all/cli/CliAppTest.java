package chat4all.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client as the process that scripts start, against a server that answers what it is told to. */
class CliAppTest {
    @TempDir
    Path directory;

    private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        answer("/auth/token", 200, "{\"access_token\":\"a.b.c\",\"expires_in\":3600,\"user_id\":\"user_ana\"}");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void endsWith2ForWrongUsageAndSaysHowInTheLanguageOfTheTerminal() {
        Outcome outcome = run("pt_BR.UTF-8", "", "list");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.error()).contains("Falta: CONVERSATION", "Ajuda: ./chat4all cli list --help");
        assertThat(run("C", "", "list", "c", "--many").error()).contains("Unknown: --many");
        assertThat(run("C", "", "send", "-c", "conv").exitCode()).isEqualTo(2);
        assertThat(run("C", "", "infra", "--api", "localhost").exitCode()).isEqualTo(2);
    }

    @Test
    void explainsEveryCommandWhenAskedTo() {
        Outcome outcome = run("C", "", "upload", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).contains("Usage: ./chat4all cli upload", "PATH");
        assertThat(run("C", "", "groups", "create", "--help").output()).contains("./chat4all cli groups create");
        assertThat(run("pt_BR.UTF-8", "", "read", "--help").output()).contains("Uso: ./chat4all cli read");
    }

    @Test
    void endsWith3WhenNothingAnswers() {
        server.stop(0);

        Outcome outcome = run("C", "segredo", "login", "ana");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.error()).contains("Nothing answers at " + api());
    }

    @Test
    void endsWith1AndTellsTheProblemWhenRefused() {
        answer("/v1/messages", 403, "{\"status\":403,\"code\":\"not-a-member\",\"title\":\"x\",\"detail\":\"No.\"}");
        run("C", "segredo", "login", "ana");

        Outcome outcome = run("pt_BR.UTF-8", "", "send", "-c", "conv", "oi", "--json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("\"code\":\"not-a-member\"");
        assertThat(outcome.error()).contains("Você não é membro desta conversa");
    }

    @Test
    void endsWith1BeforeAnybodyHasSignedIn() {
        Outcome outcome = run("C", "", "list", "conv");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).contains("Nobody is signed in");
    }

    @Test
    void sendsEveryScriptAsItWasTypedWhateverTheLocale() throws Exception {
        answer("/v1/messages", 202, "{\"message_id\":\"msg_1\",\"status\":\"SENT\"}");
        run("C", "segredo", "login", "ana");
        requests.clear();

        Outcome outcome = run("C", "", "send", "-c", "conv", "-t", "user_b", "Olá \"Zoë\" \\ 👩‍👧 你好");

        assertThat(outcome.exitCode()).as(outcome.error()).isZero();
        JsonNode body = Api.JSON.readTree(requests.poll(5, TimeUnit.SECONDS));
        assertThat(body.path("content").asText()).isEqualTo("Olá \"Zoë\" \\ 👩‍👧 你好");
        assertThat(body.at("/recipients/0").asText()).isEqualTo("user_b");
    }

    @Test
    void repeatsAMessageUnderTheSameIdWhileThePlatformCannotAnswer() {
        answer("/v1/messages", 503, "{\"status\":503,\"code\":\"unavailable\",\"title\":\"x\",\"detail\":\"y\"}");
        run("C", "segredo", "login", "ana");
        requests.clear();

        Outcome outcome = run("C", "", "send", "-c", "conv", "--id", "my-id", "oi");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(List.copyOf(requests)).hasSizeGreaterThan(1).allMatch(body -> body.contains("\"my-id\""));
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            try (InputStream request = exchange.getRequestBody()) {
                requests.add(new String(request.readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Outcome run(String language, String password, String... words) {
        // Java would write the words in the charset of the test's own locale.
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "mapfile -d '' -t words < \"$0\"; exec \"$@\" \"${words[@]}\"",
                words(words).toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "chat4all.cli.CliApp"));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // As ./chat4all does it.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("CHAT4ALL_LANG", language);
        builder.environment().put("CHAT4ALL_PASSWORD", password);
        builder.environment().put("CHAT4ALL_API_URL", api());
        builder.environment()
                .put("CHAT4ALL_SESSION_FILE", directory.resolve("session.json").toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + command);
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private Path words(String... words) {
        try {
            return Files.writeString(directory.resolve("words"), String.join("\0", words) + "\0");
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private record Outcome(int exitCode, String output, String error) {}
}
