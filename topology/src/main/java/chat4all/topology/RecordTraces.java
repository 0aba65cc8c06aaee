package chat4all.topology;

import chat4all.runtime.kafka.RecordSpans;
import chat4all.runtime.tracing.TraceSpan;
import chat4all.runtime.tracing.Tracing;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A span for the processing of each record, which all that it leads to has as its parent. It tells of an attempt: what an
 * aborted transaction took back is traced again when it is read again.
 */
final class RecordTraces implements Interceptor {
    private final Tracing tracing;

    private RecordTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** None while tracing is off: the topology is then the one without. */
    static Optional<Interceptor> with(Tracing tracing) {
        return tracing.isOn() ? Optional.of(new RecordTraces(tracing)) : Optional.empty();
    }

    @Override
    public <V> void around(
            FixedKeyRecord<String, V> record, RecordMetadata from, Consumer<FixedKeyRecord<String, V>> onward) {
        TraceSpan span = RecordSpans.process(
                tracing, "process", from.topic(), from.partition(), from.offset(), record.headers(), record.value());
        RecordHeaders headers = new RecordHeaders(record.headers());
        RecordSpans.carry(span, headers);
        TraceSpan.InLogs logs = span.inLogs();
        try {
            onward.accept(record.withHeaders(headers));
            span.end();
        } catch (RuntimeException e) {
            span.end(e);
            throw e;
        } finally {
            logs.close();
        }
    }
}
