package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./chat4all cli} on the running platform: as scripts start it, and in a pseudo-terminal as people see it. */
@Order(2)
@ExtendWith(OnTheStack.class)
class TerminalClientTest {
    /** The first start builds the client. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A pseudo-terminal without a terminal around it has no size. */
    private static final String WINDOW = "stty cols 100 rows 40; ";

    private static final String CONTENT = "Olá, \"Zoë\" 👩‍👧 você!";

    private final Stack stack;
    private final String conversation = "conv-" + UUID.randomUUID();

    @TempDir
    Path directory;

    TerminalClientTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void sendsListensListsAndReadsForScripts() {
        assertThat(cli("user_a", "login", "user_a").exitCode()).isZero();
        assertThat(cli("user_b", "login", "user_b").exitCode()).isZero();
        Command listening = start("user_b", "listen", "--count", "1", "--seconds", "60", "--json");
        await().atMost(PATIENCE).until(() -> listening.output().contains("\"connected\""));

        JsonNode sent = cli("user_a", "send", "-c", conversation, "-t", "user_b", CONTENT, "--json")
                .json();

        String id = sent.path("message_id").asText();
        assertThat(listening.await(PATIENCE)).as(listening.output()).isZero();
        assertThat(listening.output()).contains(id);
        JsonNode listed = cli("user_b", "list", conversation, "--json").json();
        assertThat(listed.at("/messages/0/content").asText()).isEqualTo(CONTENT);
        assertThat(cli("user_b", "read", id).exitCode()).isZero();
        Ran status = cli("user_a", "status", id, "--wait", "30", "--after", "DELIVERED");
        assertThat(status.output()).contains("✓✓ lida");
        assertThat(cli("user_a", "infra").exitCode()).isZero();
        assertThat(cli("user_a", "list", "conv-of-others").exitCode()).isEqualTo(1);
    }

    @Test
    void sendsFilesOfAnySizeAndGivesThemBack() throws IOException {
        assertThat(cli("user_a", "login", "user_a").exitCode()).isZero();
        assertThat(cli("user_b", "login", "user_b").exitCode()).isZero();
        assertThat(cli("user_a", "send", "-c", conversation, "-t", "user_b", "oi")
                        .exitCode())
                .isZero();
        for (int length : new int[] {20_000, 20_000_000}) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            Path file = Files.write(directory.resolve("relatório " + length + ".bin"), bytes);

            Ran sent = cli("user_a", "send", "-c", conversation, "--file", file.toString(), "o relatório", "--json");
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            JsonNode message = await().atMost(PATIENCE)
                    .until(
                            () -> cli("user_b", "list", conversation, "--json")
                                    .json()
                                    .path("messages"),
                            messages -> messages.findValuesAsText("message_id")
                                    .contains(sent.json().path("message_id").asText()));
            String fileId = message.get(message.size() - 1).path("file_id").asText();
            Path copy = directory.resolve("copy" + length);

            assertThat(cli("user_b", "download", fileId, "-o", copy.toString()).exitCode())
                    .isZero();
            assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
        }
    }

    @Test
    void leadsAPersonThroughTheMenu() throws IOException {
        try (Menu menu = new Menu()) {
            menu.sees("ninguém entrou").types("1").sees("É novo aqui?").types("");
            menu.sees("Usuário")
                    .types("x")
                    .sees("3 a 50 letras")
                    .sees("Usuário")
                    .types("user_a");
            menu.sees("Senha").types("pass_a").sees("Você entrou como user_a");
            menu.sees("● user_a")
                    .types("2")
                    .sees("Para")
                    .types("user_b")
                    .sees("Conversa;")
                    .types(conversation);
            menu.sees("Texto").types(CONTENT).sees("Aceita: msg_");
            menu.sees("● user_a")
                    .types("4")
                    .sees("Conversa")
                    .types(conversation)
                    .sees("entregue  " + CONTENT);
            menu.sees("● user_a").types("13").sees("API HTTP");
            menu.sees("● user_a").types("12").sees("● Conectado como user_a").types("");
            menu.sees("● user_a").types("99").sees("Não há 99 no menu.");
            menu.sees("● user_a").types("l").sees("Send a message").types("q").sees("Bye!");
            assertThat(menu.exitCode()).isZero();
        }
    }

    private record Ran(int exitCode, String output) {
        JsonNode json() {
            try {
                return Api.JSON.readTree(output);
            } catch (JsonProcessingException e) {
                throw new AssertionError(output, e);
            }
        }
    }

    private Ran cli(String user, String... words) {
        Command command = start(user, words);
        int exitCode = command.await(PATIENCE);
        return new Ran(exitCode, command.output());
    }

    /** Through a file, because this JVM would write the words in the charset of its own locale. */
    private Command start(String user, String... words) {
        try {
            Path arguments =
                    Files.writeString(Files.createTempFile(directory, "words", ""), String.join("\0", words) + "\0");
            return Command.start(
                    Files.createTempFile(directory, "output", ".txt"),
                    List.of(
                            "bash",
                            "-c",
                            "mapfile -d '' -t words < \"$0\"; exec ./chat4all cli \"${words[@]}\"",
                            arguments.toString()),
                    environment(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] environment(String user) {
        return new String[] {
            "CHAT4ALL_API_URL", stack.api().toString(),
            "CHAT4ALL_WS_URL", stack.webSocket().toString(),
            "CHAT4ALL_LANG", "pt_BR",
            "CHAT4ALL_PASSWORD", user.replace("user_", "pass_"),
            "CHAT4ALL_SESSION_FILE", directory.resolve(user + ".json").toString()
        };
    }

    /** The menu in a pseudo-terminal of util-linux's {@code script}. */
    private final class Menu implements AutoCloseable {
        private final Process process;
        private final Path screen = directory.resolve("screen");
        private final OutputStream keyboard;
        private int read;

        Menu() throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                            "script",
                            "--quiet",
                            "--flush",
                            "--return",
                            "--command",
                            WINDOW + "./chat4all cli",
                            "/dev/null")
                    .directory(Command.HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile());
            List<String> environment = new ArrayList<>(List.of(environment("menu")));
            for (int i = 0; i < environment.size(); i += 2) {
                builder.environment().put(environment.get(i), environment.get(i + 1));
            }
            builder.environment().put("TERM", "xterm-256color");
            process = builder.start();
            keyboard = process.getOutputStream();
        }

        /** What comes after what was seen before. */
        Menu sees(String text) {
            await("the menu shows " + text).atMost(PATIENCE).until(() -> shown().indexOf(text, read) >= 0);
            read = shown().indexOf(text, read) + text.length();
            return this;
        }

        Menu types(String line) throws IOException {
            keyboard.write((line + "\r").getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            return this;
        }

        int exitCode() {
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(shown()).isTrue();
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        /** Without what colours it and moves the cursor. */
        private String shown() {
            try {
                return Files.readString(screen, StandardCharsets.UTF_8)
                        .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
