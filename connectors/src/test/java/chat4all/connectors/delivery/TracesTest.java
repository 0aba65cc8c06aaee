package chat4all.connectors.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.spi.SendOutcome;
import chat4all.runtime.kafka.RecordProducer;
import chat4all.runtime.kafka.RecordSpans;
import chat4all.runtime.tracing.Tracing;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.Channel;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.StatusError;
import chat4all.schemas.Topics;
import chat4all.servers.SpanReceiver;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TracesTest extends DeliveriesFixture {
    private static final String SPAN_ID = "00f067aa0ba902b7";

    @Test
    void eachCallOfThePlatformIsASpanOfTheMessagesTraceAndSoIsWhatIsWrittenOfIt() {
        String contact = contact();
        String traceId = "4bf92f3577b34da6a3ce" + contact.substring(0, 10) + "36";
        OutboundMessage message = outbound("user_any", contact, 1, "segredo", null, null);
        AtomicInteger calls = new AtomicInteger();
        var refusingOnce = new ScriptedConnector(
                (account, outgoing) -> outgoing.to().equals(contact) && calls.getAndIncrement() == 0
                        ? new SendOutcome.Retry(new StatusError("busy", "segredo"))
                        : ScriptedConnector.accepted(outgoing));
        try (var receiver = SpanReceiver.start();
                var tracing = Tracing.open(
                        "connectors", new TracingConfig(Optional.of(receiver.endpoint()), Optional.empty(), 1))) {
            var topic = Topics.outbound(Channel.TELEGRAM);
            var record =
                    new ProducerRecord<>(topic.name(), message.conversationId(), RecordProducer.bytes(topic, message));
            record.headers().add("traceparent", parent(traceId).getBytes(UTF_8));
            hands.write(record);

            whileDelivering(refusingOnce, store, tracing, () -> await().atMost(SOON)
                    .untilAsserted(() -> assertThat(receiver.spans(traceId)).hasSize(2)));

            assertThat(receiver.spans(traceId)).allSatisfy(span -> {
                assertThat(span.name()).isEqualTo("send telegram");
                assertThat(span.parentId()).isEqualTo(SPAN_ID);
                assertThat(span.attributes())
                        .containsEntry("chat4all.message_id", message.messageId())
                        .containsEntry("chat4all.channel", "telegram");
            });
            assertThat(receiver.spans(traceId))
                    .extracting(span -> span.attributes().get("chat4all.attempt") + " "
                            + span.attributes().get("error.type"))
                    .containsExactly("1 retry", "2 null");
            assertThat(hands.records(Topics.CHANNEL_DISPATCHES.name()))
                    .extracting(dispatch -> RecordSpans.parent(dispatch.headers()))
                    .containsOnlyOnce(parent(traceId));
            assertThat(receiver.everything()).doesNotContain("segredo");
        }
    }

    private static String parent(String traceId) {
        return "00-" + traceId + "-" + SPAN_ID + "-01";
    }
}
