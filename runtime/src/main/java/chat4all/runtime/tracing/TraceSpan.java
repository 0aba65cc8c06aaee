package chat4all.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One step of a trace, from its making until {@link #end}. It is told ids, names of topics and numbers: never what
 * somebody wrote, nor what proves who somebody is; of a failure, its class. For use by many threads.
 */
public final class TraceSpan {
    /** What every span is while tracing is off: it takes everything and does nothing. */
    public static final TraceSpan NONE = new TraceSpan(Span.getInvalid());

    public static final String MESSAGE_ID = "chat4all.message_id";
    public static final String CONVERSATION_ID = "chat4all.conversation_id";

    private static final String LOGGED_TRACE = "trace_id";
    private static final String LOGGED_MESSAGE = "message_id";
    private static final InLogs NOT_IN_LOGS = () -> {};
    private static final InLogs LEAVE_LOGS = () -> {
        MDC.remove(LOGGED_TRACE);
        MDC.remove(LOGGED_MESSAGE);
    };

    private final Span span;
    private volatile @Nullable String messageId;

    TraceSpan(Span span) {
        this.span = span;
    }

    public TraceSpan with(String name, @Nullable String value) {
        if (value != null && this != NONE) {
            span.setAttribute(name, value);
            if (name.equals(MESSAGE_ID)) {
                messageId = value;
            }
        }
        return this;
    }

    public TraceSpan with(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    /** What whoever goes on from here has as its parent; null while tracing is off. */
    public @Nullable String traceparent() {
        if (this == NONE) {
            return null;
        }
        var own = span.getSpanContext();
        return "00-" + own.getTraceId() + "-" + own.getSpanId() + "-"
                + own.getTraceFlags().asHex();
    }

    public TraceSpan fail(String reason) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type", reason);
        return this;
    }

    public void end() {
        span.end();
    }

    public void end(@Nullable Throwable failure) {
        if (failure != null && this != NONE) {
            var cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            fail(cause.getClass().getName());
        }
        span.end();
    }

    /** Ends with the work, as it does. */
    public <T> CompletionStage<T> endWith(CompletionStage<T> work) {
        return this == NONE ? work : work.whenComplete((done, failure) -> end(failure));
    }

    /** Puts {@code trace_id}, and {@code message_id} if there is one, into what this thread logs until it is closed. */
    public InLogs inLogs() {
        if (this == NONE) {
            return NOT_IN_LOGS;
        }
        MDC.put(LOGGED_TRACE, span.getSpanContext().getTraceId());
        if (messageId != null) {
            MDC.put(LOGGED_MESSAGE, messageId);
        }
        return LEAVE_LOGS;
    }

    /** As long as it is open, lines of this thread name the trace; while tracing is off they do not. */
    public interface InLogs extends AutoCloseable {
        @Override
        void close();
    }
}
