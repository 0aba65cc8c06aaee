package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people write, and what proves who they are, is in no log of any process, after all that the tests did. */
@Order(5)
@ExtendWith(OnTheStack.class)
class LogsTest {
    private final Stack stack;

    LogsTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void logsHoldNoTextNoTokenAndNoSecret() throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>(stack.secrets());
        secrets.put("a message", "segredo-" + UUID.randomUUID());
        secrets.put("an edited message", "corrigido-" + UUID.randomUUID());
        secrets.put("a body that cannot be read", "ilegivel-" + UUID.randomUUID());
        secrets.put("a wrong password", "senha-" + UUID.randomUUID());
        Api joao = Api.login(stack.api(), "user_a", "pass_a");
        Api maria = Api.login(stack.api(), "user_b", "pass_b");
        secrets.put("the sender's token", signature(joao.token));
        secrets.put("the recipient's token", signature(maria.token));

        try (Socket phone = Socket.connect(stack.webSocket(), maria.token)) {
            traffic(joao, maria, phone, secrets);
        }

        List<Path> logs = stack.logs();
        assertThat(logs).extracting(log -> log.getFileName().toString()).contains("edge-api.log", "topology.log");
        for (Path log : logs) {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            assertThat(secrets.entrySet().stream()
                            .filter(secret -> text.contains(secret.getValue()))
                            .map(Map.Entry::getKey))
                    .as("%s holds", log)
                    .isEmpty();
        }
    }

    private void traffic(Api joao, Api maria, Socket phone, Map<String, String> texts) {
        String conversation = "conv-" + UUID.randomUUID();
        Api.Answer sent = joao.message(conversation, "user_b", text(texts, "a message"), null);
        assertThat(sent.status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !phone.messages(conversation).isEmpty());
        String message = "/v1/messages/" + sent.json().path("message_id").asText();
        joao.send("PATCH", message, "{\"content\":\"" + text(texts, "an edited message") + "\"}");
        maria.send("POST", message + "/read", null);
        joao.send("POST", "/v1/messages", "{\"content\":\"" + text(texts, "a body that cannot be read"));
        joao.message(conversation, "nobody:" + text(texts, "a message"), text(texts, "a message"), null);
        Api.anonymous(stack.api())
                .send(
                        "POST",
                        "/auth/token",
                        "{\"username\":\"user_a\",\"password\":\"" + text(texts, "a wrong password") + "\"}");
        Api.anonymous(stack.api()).get("/v1/conversations?token=" + joao.token);
    }

    private static String text(Map<String, String> texts, String name) {
        return Stream.ofNullable(texts.get(name)).findFirst().orElseThrow();
    }

    /** The part of a token without which it is worth nothing. */
    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
