package chat4all.runtime.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat4all.runtime.config.Settings;
import chat4all.runtime.kafka.RecordSpans;
import chat4all.servers.SpanReceiver;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

class TracingTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SAMPLED = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";
    private static final String NOT_SAMPLED = "00-" + TRACE_ID + "-00f067aa0ba902b7-00";

    @Test
    void isOffWithoutAnEndpointAndThenMakesNothing() {
        var threads = Thread.getAllStackTraces().keySet();
        var tracing = Tracing.open("edge", TracingConfig.from(Settings.of(Map.of())));

        var span = tracing.serve("GET /", SAMPLED);

        assertThat(tracing.isOn()).isFalse();
        assertThat(tracing).isSameAs(Tracing.off());
        assertThat(span).isSameAs(TraceSpan.NONE);
        assertThat(span.traceparent()).isNull();
        var work = new CompletableFuture<Void>();
        assertThat(span.endWith(work)).isSameAs(work);
        span.inLogs();
        assertThat(MDC.get("trace_id")).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !threads.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("BatchSpanProcessor"));
    }

    @Test
    void whatItIsAskedOnTheWayOfAMessageAllocatesNothingWhileItIsOff() {
        var tracing = Tracing.off();
        var headers = new RecordHeaders().add(Tracing.TRACEPARENT, SAMPLED.getBytes(UTF_8));
        var work = CompletableFuture.completedFuture("done");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long passing = 0;
        long before = 0;

        for (int i = 0; i < 20_000; i++) {
            if (i == 10_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            var span = RecordSpans.process(tracing, "process", "messages", 0, 1, headers, null);
            RecordSpans.carry(span, headers);
            var logs = span.with(TraceSpan.MESSAGE_ID, "msg_1")
                    .with("chat4all.seq", 1)
                    .inLogs();
            logs.close();
            passing += span.endWith(work) == work && span.traceparent() == null ? 1 : 0;
            tracing.call("send whatsapp", SAMPLED).end(null);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        assertThat(passing).isEqualTo(20_000);
        assertThat(RecordSpans.parent(headers)).isEqualTo(SAMPLED);
    }

    @Test
    void readsTheStandardNamesAndRefusesWhatTheyCannotMean() {
        var settings = Settings.of(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://jaeger:4318",
                "OTEL_SERVICE_NAME", "chat",
                "OTEL_TRACES_SAMPLER_ARG", "0.25"));
        var faulty =
                Settings.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://jaeger:4318", "OTEL_TRACES_SAMPLER_ARG", "2"));

        assertThat(TracingConfig.from(settings))
                .isEqualTo(new TracingConfig(Optional.of(URI.create("http://jaeger:4318")), Optional.of("chat"), 0.25));
        TracingConfig.from(faulty);
        assertThatThrownBy(faulty::finish)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT must begin with http:// or https://")
                .hasMessageContaining("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1");
    }

    @Test
    void sendsASpanBelowItsParentWithWhatItWasTold() {
        try (var receiver = SpanReceiver.start();
                var tracing = Tracing.open("edge", to(receiver.endpoint(), 1))) {
            var parent = tracing.serve("POST /v1/messages", SAMPLED).with("http.route", "/v1/messages");
            tracing.produce("send messages", parent.traceparent())
                    .with(TraceSpan.MESSAGE_ID, "msg_1")
                    .end();
            parent.end();

            await().until(() -> receiver.spans().size() == 2);
            assertThat(receiver.spans())
                    .extracting(SpanReceiver.ReceivedSpan::traceId)
                    .containsOnly(TRACE_ID);
            var served = receiver.spans().get(1);
            assertThat(served.name()).isEqualTo("POST /v1/messages");
            assertThat(served.service()).isEqualTo("chat4all-edge");
            assertThat(served.parentId()).isEqualTo("00f067aa0ba902b7");
            assertThat(served.attributes()).containsEntry("http.route", "/v1/messages");
            var produced = receiver.spans().get(0);
            assertThat(produced.parentId()).isEqualTo(served.spanId());
            assertThat(produced.attributes()).containsEntry(TraceSpan.MESSAGE_ID, "msg_1");
        }
    }

    @Test
    void tellsOfAFailureItsClassAndNotItsWords() {
        try (var receiver = SpanReceiver.start();
                var tracing = Tracing.open("edge", to(receiver.endpoint(), 1))) {
            var work = tracing.consume("store conversation-log", null)
                    .endWith(CompletableFuture.failedFuture(
                            new CompletionException(new IllegalStateException("cannot store 'segredo'"))));

            assertThat(work.toCompletableFuture()).isCompletedExceptionally();
            await().until(() -> receiver.spans().size() == 1);
            assertThat(receiver.spans().get(0).attributes())
                    .containsEntry("error.type", IllegalStateException.class.getName());
            assertThat(receiver.everything()).doesNotContain("segredo");
        }
    }

    @Test
    void linksWhatIsDoneForSeveralAtOnce() {
        try (var receiver = SpanReceiver.start();
                var tracing = Tracing.open("sinks", to(receiver.endpoint(), 1))) {
            tracing.consumeAll("store watermarks", List.of(SAMPLED, "nonsense")).end();

            await().until(() -> receiver.spans().size() == 1);
            assertThat(receiver.spans().get(0).links()).containsExactly(TRACE_ID + "-00f067aa0ba902b7");
            assertThat(receiver.spans().get(0).traceId()).isNotEqualTo(TRACE_ID);
        }
    }

    @Test
    void keepsTheRatioOfItsOwnTracesAndGoesByTheCallersDecisionOtherwise() {
        try (var receiver = SpanReceiver.start();
                var tracing = Tracing.open("edge", to(receiver.endpoint(), 0))) {
            var own = tracing.serve("dropped", null);
            var refused = tracing.serve("refused", NOT_SAMPLED);
            own.end();
            refused.end();
            tracing.serve("wanted", SAMPLED).end();

            await().until(() -> !receiver.spans().isEmpty());
            assertThat(receiver.spans())
                    .extracting(SpanReceiver.ReceivedSpan::name)
                    .containsExactly("wanted");
            // The last digit's lowest bit says sampled, the next that the id is random.
            assertThat(own.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]");
            assertThat(refused.traceparent()).startsWith("00-" + TRACE_ID).endsWith("-00");
        }
    }

    @Test
    void putsTheTraceIntoTheLogsOfTheThreadForAsLongAsItIsAsked() {
        try (var tracing = Tracing.open("edge", to(URI.create("http://127.0.0.1:1"), 1))) {
            var logs = tracing.consume("process messages", SAMPLED)
                    .with(TraceSpan.MESSAGE_ID, "msg_1")
                    .inLogs();

            assertThat(MDC.getCopyOfContextMap())
                    .containsEntry("trace_id", TRACE_ID)
                    .containsEntry("message_id", "msg_1");
            logs.close();
            assertThat(MDC.get("trace_id")).isNull();
            assertThat(MDC.get("message_id")).isNull();
        }
    }

    @Test
    @Timeout(20)
    void neitherBlocksNorFailsNorHoldsUpTheEndWhenNobodyTakesTheSpans() {
        var tracing = Tracing.open("edge", to(URI.create("http://127.0.0.1:1"), 1));

        long began = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            tracing.serve("GET /", null).end();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        began = System.nanoTime();
        tracing.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    private static TracingConfig to(URI endpoint, double ratio) {
        return new TracingConfig(Optional.of(endpoint), Optional.empty(), ratio);
    }
}
