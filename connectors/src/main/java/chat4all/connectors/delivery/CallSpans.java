package chat4all.connectors.delivery;

import chat4all.connectors.spi.SendOutcome;
import chat4all.runtime.tracing.TraceSpan;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.OutboundMessage;
import java.util.Locale;
import java.util.function.Supplier;

/** A span for each call of a platform: what for and how it ended, but neither to whom nor with what. */
final class CallSpans {
    private final Tracing tracing;

    CallSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    SendOutcome around(String verb, Send send, OutboundMessage message, int attempt, Supplier<SendOutcome> call) {
        String channel = message.channel().prefix();
        TraceSpan span = tracing.call(verb + " " + channel, send.traceparent())
                .with(TraceSpan.MESSAGE_ID, message.messageId())
                .with(TraceSpan.CONVERSATION_ID, message.conversationId())
                .with("chat4all.channel", channel)
                .with("chat4all.attempt", attempt);
        TraceSpan.InLogs logs = span.inLogs();
        try {
            SendOutcome outcome = call.get();
            if (!(outcome instanceof SendOutcome.Accepted)) {
                span.fail(name(outcome));
            }
            return outcome;
        } finally {
            logs.close();
            span.end();
        }
    }

    static String name(SendOutcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
