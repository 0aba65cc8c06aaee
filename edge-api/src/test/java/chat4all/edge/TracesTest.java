package chat4all.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.runtime.config.Settings;
import chat4all.schemas.Topics;
import chat4all.servers.SpanReceiver;
import chat4all.servers.SpanReceiver.ReceivedSpan;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An edge that is told where spans go, on the real servers. */
class TracesTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";

    private final TestEdge servers = TestEdge.shared();
    private final SpanReceiver receiver = SpanReceiver.start();
    private final EdgeApp traced = traced();
    private final String conversation = TestEdge.name("traced");
    private final Api anna = new Api(traced.port(), Optional.of(Tokens.of("user_anna")));

    @BeforeEach
    void twoTalk() {
        servers.topology.conversation(conversation, 0, "user_anna", "user_ben");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> anna.get("/health/ready").status() == 200);
    }

    @AfterEach
    void stop() {
        traced.close();
        receiver.close();
    }

    @Test
    void aMessageIsOneTraceFromTheCallerToTheHeaderOfItsRecord() {
        var reply = Api.send(anna.request("/v1/messages")
                .header("traceparent", "00-" + TRACE_ID + "-" + SPAN_ID + "-01")
                .POST(BodyPublishers.ofString(message("segredo")))
                .build());

        assertThat(reply.status()).isEqualTo(202);
        await().until(() -> receiver.spans(TRACE_ID).size() == 2);
        var served = named("POST /v1/messages");
        var sent = named("send messages");
        assertThat(served.parentId()).isEqualTo(SPAN_ID);
        assertThat(served.service()).isEqualTo("chat4all-edge");
        assertThat(served.attributes()).containsEntry("http.response.status_code", "202");
        assertThat(sent.parentId()).isEqualTo(served.spanId());
        assertThat(sent.attributes())
                .containsEntry("messaging.destination.name", "messages")
                .containsEntry("chat4all.conversation_id", conversation);
        assertThat(header()).isEqualTo(sent.traceparent());
        assertThat(receiver.everything())
                .doesNotContain("segredo")
                .doesNotContain(anna.token().orElseThrow());
    }

    @Test
    void aTraceBeginsHereWhenTheCallerHasNone() {
        anna.message("conversation_id", "\"" + conversation + "\"", "content", "\"olá\"")
                .ok(202);

        await().until(() ->
                receiver.spans().stream().anyMatch(span -> span.name().equals("send messages")));
        assertThat(named("POST /v1/messages").parentId()).isEmpty();
        assertThat(header()).contains(named("send messages").traceId());
    }

    @Test
    void aProblemNamesTheTraceOfItsSpan() {
        var problem = anna.get("/v1/messages/unknown").body();

        await().until(() -> !receiver.spans().isEmpty());
        assertThat(problem.path("trace_id").asText())
                .isEqualTo(receiver.spans().get(0).traceId());
    }

    private EdgeApp traced() {
        var environment = new HashMap<>(servers.environment());
        environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint().toString());
        return EdgeApp.start(EdgeConfig.from(Settings.of(environment)));
    }

    private ReceivedSpan named(String name) {
        return receiver.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String header() {
        var records = TopicReader.all(servers, Topics.MESSAGES, conversation);
        assertThat(records).hasSize(1);
        return new String(records.get(0).headers().lastHeader("traceparent").value(), UTF_8);
    }

    private String message(String content) {
        return Api.object("conversation_id", "\"" + conversation + "\"", "content", "\"" + content + "\"");
    }
}
