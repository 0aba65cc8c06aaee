package chat4all.sinks.streams;

import chat4all.runtime.kafka.RecordSpans;
import chat4all.runtime.tracing.TraceSpan;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record as a sink gets it: what it says, and all that is needed to make a dead letter of it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Received<V>(
        byte @Nullable [] key, V value, byte[] bytes, Headers headers, String topic, int partition, long offset) {

    /** With the span as the parent of what follows; the same while tracing is off. */
    public Received<V> within(TraceSpan span) {
        if (span == TraceSpan.NONE) {
            return this;
        }
        var carrying = new RecordHeaders(headers);
        RecordSpans.carry(span, carrying);
        return new Received<>(key, value, bytes, carrying, topic, partition, offset);
    }
}
