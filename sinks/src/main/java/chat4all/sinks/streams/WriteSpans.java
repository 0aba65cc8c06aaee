package chat4all.sinks.streams;

import chat4all.runtime.kafka.RecordSpans;
import chat4all.runtime.tracing.TraceSpan;
import chat4all.runtime.tracing.Tracing;
import java.util.List;
import java.util.function.Function;

/** The spans of what a sink does with records; {@link TraceSpan#NONE}, and nothing made, while tracing is off. */
public final class WriteSpans {
    private final Tracing tracing;

    public WriteSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Below the context that the record came with. */
    public TraceSpan begin(String verb, Received<?> received) {
        return RecordSpans.process(
                tracing,
                verb,
                received.topic(),
                received.partition(),
                received.offset(),
                received.headers(),
                received.value());
    }

    /** For rows of several records that are written together: below the context of one, otherwise linked to all. */
    public <R> TraceSpan begin(String verb, List<R> rows, Function<R, ? extends Received<?>> record) {
        if (!tracing.isOn()) {
            return TraceSpan.NONE;
        }
        var first = record.apply(rows.get(0));
        return rows.size() == 1
                ? begin(verb, first)
                : tracing.consumeAll(
                        verb + " " + first.topic(),
                        rows.stream()
                                .map(row -> RecordSpans.parent(record.apply(row).headers()))
                                .toList());
    }
}
