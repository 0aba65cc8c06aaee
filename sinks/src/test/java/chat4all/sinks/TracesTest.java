package chat4all.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.Topics;
import chat4all.schemas.TracedNotification;
import chat4all.servers.SpanReceiver;
import chat4all.servers.SpanReceiver.ReceivedSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the trace of an event, on the real Kafka, Cassandra and Redis. */
class TracesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRACE_ID = "5bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";

    @TempDir
    private Path state;

    @Test
    void storingAndPushingAnEventAreSpansOfItsTraceAndWhatFollowsIsBelowThem() {
        try (var receiver = SpanReceiver.start();
                var kafka = new Kafka();
                var subscriber = new Subscriber("user_b");
                var sinks = new RunningSinks(
                        state, new TracingConfig(Optional.of(receiver.endpoint()), Optional.empty(), 1))) {
            await().atMost(PATIENCE).until(() -> sinks.ready().contains("\"status\":\"UP\""));
            var conversation = new Conversation(kafka);
            var event = Events.opening(conversation.id(), conversation.messageId(1));
            var topic = Topics.CONVERSATION_LOG;

            kafka.send(
                    topic.name(),
                    conversation.id(),
                    topic.valueSerde().serializer().serialize(topic.name(), event),
                    "00-" + TRACE_ID + "-" + SPAN_ID + "-01");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(receiver.spans(TRACE_ID))
                    .extracting(ReceivedSpan::name)
                    .contains("store conversation-log", "publish conversation-log"));
            assertThat(receiver.spans(TRACE_ID)).allSatisfy(span -> {
                assertThat(span.service()).isEqualTo("chat4all-sinks");
                assertThat(span.parentId()).isEqualTo(SPAN_ID);
                assertThat(span.attributes())
                        .containsEntry("chat4all.message_id", conversation.messageId(1))
                        .containsEntry("chat4all.conversation_id", conversation.id());
            });
            assertThat(kafka.records(Topics.STATUS_UPDATES.name()))
                    .filteredOn(entry -> new String(entry.key(), UTF_8).equals(conversation.messageId(1)))
                    .extracting(entry ->
                            new String(entry.headers().lastHeader("traceparent").value(), UTF_8))
                    .isSubsetOf(receiver.spans(TRACE_ID).stream()
                            .filter(span -> span.name().equals("store conversation-log"))
                            .map(ReceivedSpan::traceparent)
                            .toList())
                    .isNotEmpty();
            var published = named(receiver, "publish conversation-log");
            assertThat(subscriber.received())
                    .filteredOn(text -> text.contains(conversation.id()))
                    .singleElement()
                    .satisfies(text ->
                            assertThat(TracedNotification.traceparent(text)).isEqualTo(published.traceparent()));
            assertThat(receiver.everything()).doesNotContain("Olá");
        }
    }

    private static ReceivedSpan named(SpanReceiver receiver, String name) {
        return receiver.spans(TRACE_ID).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
