package chat4all.runtime.http;

import chat4all.runtime.tracing.TraceSpan;
import chat4all.runtime.tracing.Tracing;
import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace a request belongs to (W3C Trace Context): the caller's when it sent a valid one, else one of its own. */
public final class Trace {
    public static final String HEADER = Tracing.TRACEPARENT;

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final String ATTRIBUTE = "chat4all.trace-id";
    private static final String SPAN = "chat4all.span";

    private Trace() {}

    /** 32 lower-case hexadecimal digits, the same for the whole request. */
    public static String id(Context context) {
        String known = context.attribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        var id = idOf(parent(context).orElse(null));
        context.attribute(ATTRIBUTE, id);
        return id;
    }

    /**
     * What the records that a request leads to have as their parent: the request's span, or, while tracing is off, the
     * caller's when it sent a valid one.
     */
    public static Optional<String> parent(Context context) {
        var own = span(context).traceparent();
        if (own != null) {
            return Optional.of(own);
        }
        return Optional.ofNullable(context.header(HEADER))
                .filter(header -> TRACEPARENT.matcher(header).matches());
    }

    static void begin(Context context, TraceSpan span) {
        context.attribute(SPAN, span);
    }

    /** The request's own; none while tracing is off, and for what is not traced. */
    static TraceSpan span(Context context) {
        TraceSpan begun = context.attribute(SPAN);
        return begun == null ? TraceSpan.NONE : begun;
    }

    static String idOf(@Nullable String traceparent) {
        if (traceparent != null) {
            var match = TRACEPARENT.matcher(traceparent);
            if (match.matches()) {
                return match.group(1);
            }
        }
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
