package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.servers.SpanReceiver;
import chat4all.servers.SpanReceiver.ReceivedSpan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stack that is told where spans go. Early, so that it does not run beside the stack that the others share. */
@Tag("long")
@Order(0)
class TracesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static SpanReceiver receiver;
    private static Stack stack;
    private static Api joao;
    private static Api maria;

    @BeforeAll
    static void start() {
        receiver = SpanReceiver.start();
        stack = Stack.startTraced(OnTheStack.directory().resolve("data"), receiver.endpoint());
        joao = Api.login(stack.api(), "user_a", "pass_a");
        maria = Api.login(stack.api(), "user_b", "pass_b");
    }

    @AfterAll
    static void stop() {
        stack.close();
        receiver.close();
    }

    @Test
    void aMessageIsOneTraceFromTheRequestToHistorySocketAndPlatform() {
        String conversation = "conv-" + UUID.randomUUID();
        String text = "segredo-" + UUID.randomUUID();
        String phone = "+55119" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        try (Socket socket = Socket.connect(stack.webSocket(), maria.token)) {
            assertThat(joao.message(conversation, "user_b", "olá", null).status())
                    .isEqualTo(202);
            await().atMost(PATIENCE).until(() -> !socket.messages(conversation).isEmpty());

            Api.Answer sent = joao.message(conversation, "whatsapp:" + phone, text, null);

            assertThat(sent.status()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> socket.messages(conversation).size() == 2);
            String message = sent.json().path("message_id").asText();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(trace(message))
                    .extracting(span -> span.service() + ": " + span.name())
                    .contains(
                            "chat4all-edge: POST /v1/messages",
                            "chat4all-edge: send messages",
                            "chat4all-topology: process messages",
                            "chat4all-topology: process status-updates",
                            "chat4all-sinks: store conversation-log",
                            "chat4all-sinks: publish conversation-log",
                            "chat4all-ws-push: deliver NEW_MESSAGE",
                            "chat4all-connectors: send whatsapp"));
            List<ReceivedSpan> trace = trace(message);
            ReceivedSpan request = named(trace, "POST /v1/messages");
            ReceivedSpan appended = named(trace, "send messages");
            ReceivedSpan processed = named(trace, "process messages");
            assertThat(request.parentId()).isEmpty();
            assertThat(appended.parentId()).isEqualTo(request.spanId());
            assertThat(processed.parentId()).isEqualTo(appended.spanId());
            assertThat(named(trace, "store conversation-log").parentId()).isEqualTo(processed.spanId());
            assertThat(named(trace, "send whatsapp").parentId()).isEqualTo(processed.spanId());
            assertThat(named(trace, "deliver NEW_MESSAGE").parentId())
                    .isEqualTo(named(trace, "publish conversation-log").spanId());
            assertThat(receiver.everything())
                    .doesNotContain(text)
                    .doesNotContain(phone)
                    .doesNotContain(joao.token)
                    .doesNotContain(maria.token);
        }
    }

    /** All spans of the trace that the message's own processing is in. */
    private static List<ReceivedSpan> trace(String messageId) {
        Optional<ReceivedSpan> processed = receiver.spans().stream()
                .filter(span -> span.name().equals("process messages"))
                .filter(span -> messageId.equals(span.attributes().get("chat4all.message_id")))
                .findFirst();
        return processed.map(span -> receiver.spans(span.traceId())).orElse(List.of());
    }

    private static ReceivedSpan named(List<ReceivedSpan> trace, String name) {
        return trace.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
