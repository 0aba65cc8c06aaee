package chat4all.topology;

import static chat4all.topology.Commands.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.runtime.tracing.Tracing;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import chat4all.servers.SpanReceiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTracesTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";
    private static final SendMessage MESSAGE =
            send("m1", "c1", "user_a", "segredo", Origin.CLIENT, "user_b", "whatsapp:+5511999998888");

    @TempDir
    Path stateDir;

    @Test
    void givesAllThatFollowsFromARecordTheSpanOfItsProcessingAsParent() {
        try (var receiver = SpanReceiver.start();
                var tracing = Tracing.open(
                        "topology", new TracingConfig(Optional.of(receiver.endpoint()), Optional.empty(), 1));
                var chat = new TopologyFixture(stateDir, tracing)) {
            pipe(chat, MESSAGE);

            await().until(() -> receiver.spans().size() == 2);
            var processing = named(receiver, "process messages");
            assertThat(processing.traceId()).isEqualTo(TRACE_ID);
            assertThat(processing.parentId()).isEqualTo(SPAN_ID);
            assertThat(processing.attributes())
                    .containsEntry("chat4all.message_id", "m1")
                    .containsEntry("chat4all.conversation_id", "c1")
                    .containsEntry("messaging.destination.name", "messages")
                    .containsKeys("messaging.destination.partition.id", "messaging.kafka.offset");
            assertThat(parents(chat, Topics.CONVERSATION_LOG)).containsExactly(processing.traceparent());
            assertThat(parents(chat, Topics.outbound(Channel.WHATSAPP))).containsExactly(processing.traceparent());
            // The driver has read again what it wrote to status-updates: a record of its own, below the first.
            var folding = named(receiver, "process status-updates");
            assertThat(folding.parentId()).isEqualTo(processing.spanId());
            assertThat(parents(chat, Topics.MESSAGE_STATUS)).containsExactly(folding.traceparent());
            assertThat(receiver.everything()).doesNotContain("segredo").doesNotContain("5511999998888");
        }
    }

    @Test
    void aRefusalBelongsToTheTraceToo() {
        try (var receiver = SpanReceiver.start();
                var tracing = Tracing.open(
                        "topology", new TracingConfig(Optional.of(receiver.endpoint()), Optional.empty(), 1));
                var chat = new TopologyFixture(stateDir, tracing)) {
            pipe(chat, MESSAGE);
            pipe(chat, MESSAGE);

            await().until(() -> receiver.spans(TRACE_ID).size() == 3);
            assertThat(parents(chat, Topics.MESSAGES_REJECTED))
                    .singleElement()
                    .asString()
                    .contains(TRACE_ID)
                    .isNotEqualTo(TRACEPARENT);
        }
    }

    @Test
    void passesTheContextOnAsItCameWhileTracingIsOff() {
        try (var chat = new TopologyFixture(stateDir)) {
            pipe(chat, MESSAGE);

            assertThat(parents(chat, Topics.CONVERSATION_LOG)).containsExactly(TRACEPARENT);
            assertThat(parents(chat, Topics.outbound(Channel.WHATSAPP))).containsExactly(TRACEPARENT);
            assertThat(parents(chat, Topics.MESSAGE_STATUS)).containsExactly(TRACEPARENT);
        }
    }

    private static void pipe(TopologyFixture chat, SendMessage message) {
        chat.pipe(
                Topics.MESSAGES,
                message.conversationId(),
                message,
                new RecordHeaders().add("traceparent", TRACEPARENT.getBytes(UTF_8)));
    }

    private static SpanReceiver.ReceivedSpan named(SpanReceiver receiver, String name) {
        return receiver.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <V> List<String> parents(TopologyFixture chat, Topic<String, V> topic) {
        return chat.records(topic).stream()
                .map(record ->
                        new String(record.headers().lastHeader("traceparent").value(), UTF_8))
                .toList();
    }
}
