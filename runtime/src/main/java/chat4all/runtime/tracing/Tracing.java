package chat4all.runtime.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The spans of one service. While it is off there is no thread, no queue and no allocation: every span is
 * {@link TraceSpan#NONE}. While it is on, spans wait in a bounded queue for a thread that sends them; what finds no room,
 * or nobody who takes it, is dropped. Neither blocks or fails who made the span.
 */
public final class Tracing implements AutoCloseable {
    /** W3C Trace Context: the header of requests and records alike. */
    public static final String TRACEPARENT = "traceparent";

    private static final TextMapGetter<String> ONLY_HEADER =
            (traceparent, name) -> name.equals(TRACEPARENT) ? traceparent : null;

    private static final Tracing OFF = new Tracing(null);
    private static final int QUEUED_SPANS = 8_192;
    private static final int SPANS_AT_ONCE = 512;
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(5);
    private static final long CLOSED_WITHIN_MILLIS = 1_000;

    private final @Nullable SdkTracerProvider provider;
    private final @Nullable Tracer tracer;

    private Tracing(@Nullable SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider == null ? null : provider.get("chat4all");
    }

    public static Tracing off() {
        return OFF;
    }

    /** Off without an endpoint; the receiver need not be there, now or later. */
    public static Tracing open(String service, TracingConfig config) {
        return config.endpoint()
                .map(endpoint -> new Tracing(
                        provider(config.serviceName().orElse("chat4all-" + service), endpoint, config.ratio())))
                .orElse(OFF);
    }

    public boolean isOn() {
        return tracer != null;
    }

    /** A request that is served here. */
    public TraceSpan serve(String name, @Nullable String parent) {
        return begin(SpanKind.SERVER, name, parent);
    }

    /** A request that is made of another system. */
    public TraceSpan call(String name, @Nullable String parent) {
        return begin(SpanKind.CLIENT, name, parent);
    }

    /** A record or notification that is written. */
    public TraceSpan produce(String name, @Nullable String parent) {
        return begin(SpanKind.PRODUCER, name, parent);
    }

    /** A record or notification that was read. */
    public TraceSpan consume(String name, @Nullable String parent) {
        return begin(SpanKind.CONSUMER, name, parent);
    }

    /** Several that were read and are dealt with together: a trace of its own that points at theirs. */
    public TraceSpan consumeAll(String name, List<@Nullable String> parents) {
        if (tracer == null) {
            return TraceSpan.NONE;
        }
        var builder = tracer.spanBuilder(name).setSpanKind(SpanKind.CONSUMER).setNoParent();
        parents.forEach(
                parent -> builder.addLink(Span.fromContext(context(parent)).getSpanContext()));
        return started(builder);
    }

    /** @param parent a {@code traceparent}; one that is not valid counts as none */
    private TraceSpan begin(SpanKind kind, String name, @Nullable String parent) {
        return tracer == null
                ? TraceSpan.NONE
                : started(tracer.spanBuilder(name).setSpanKind(kind).setParent(context(parent)));
    }

    private static TraceSpan started(SpanBuilder builder) {
        return new TraceSpan(builder.startSpan());
    }

    private static Context context(@Nullable String parent) {
        return parent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), parent, ONLY_HEADER);
    }

    private static SdkTracerProvider provider(String service, URI endpoint, double ratio) {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString().replaceAll("/+$", "") + "/v1/traces")
                .setTimeout(SENT_WITHIN)
                .setRetryPolicy(null)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(QUEUED_SPANS)
                        .setMaxExportBatchSize(SPANS_AT_ONCE)
                        .setScheduleDelay(AT_LEAST_EVERY)
                        .setExporterTimeout(SENT_WITHIN)
                        .build())
                .build();
    }

    /** Sends what is queued, for a second at most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(CLOSED_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
