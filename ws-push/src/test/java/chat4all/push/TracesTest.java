package chat4all.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.push.redis.Publisher;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.TracedNotification;
import chat4all.servers.SharedServers;
import chat4all.servers.SpanReceiver;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";

    @Test
    void deliveringIsTheLastSpanOfATraceThatCameThroughRedis() throws IOException {
        try (var receiver = SpanReceiver.start();
                var redis = new Publisher(SharedServers.redis());
                var gateway = new RunningGateway(
                        SharedServers.redis(),
                        new TracingConfig(Optional.of(receiver.endpoint()), Optional.empty(), 1))) {
            var client = gateway.connect("user_traced");
            var message = Messages.message("c-traced", 1, "segredo");

            redis.publish("user_traced", traced(message));

            assertThat(client.nextText()).isEqualTo(message);
            await().until(() -> !receiver.spans().isEmpty());
            assertThat(receiver.spans()).singleElement().satisfies(span -> {
                assertThat(span.name()).isEqualTo("deliver NEW_MESSAGE");
                assertThat(span.service()).isEqualTo("chat4all-ws-push");
                assertThat(span.traceId()).isEqualTo(TRACE_ID);
                assertThat(span.parentId()).isEqualTo(SPAN_ID);
                assertThat(span.attributes())
                        .containsEntry("chat4all.conversation_id", "c-traced")
                        .containsEntry("chat4all.seq", "1")
                        .containsEntry("chat4all.sockets", "1");
            });
            assertThat(receiver.everything()).doesNotContain("segredo");
        }
    }

    @Test
    void socketsAreNotToldTheContextWhileTracingIsOffHere() throws IOException {
        try (var redis = new Publisher(SharedServers.redis());
                var gateway = new RunningGateway(SharedServers.redis(), TracingConfig.OFF)) {
            var plain = gateway.connect("user_untraced");
            var status = Messages.status("c-untraced", 1);
            var message = Messages.message("c-untraced", 1, "{\"traceparent\":\"" + TRACEPARENT + "\",");

            redis.publish("user_untraced", traced(status));
            redis.publish("user_untraced", message);

            assertThat(plain.nextText()).isEqualTo(status);
            assertThat(plain.nextText()).isEqualTo(message);
        }
    }

    private static String traced(String notification) {
        return new String(TracedNotification.write(TRACEPARENT, notification.getBytes(UTF_8)), UTF_8);
    }
}
