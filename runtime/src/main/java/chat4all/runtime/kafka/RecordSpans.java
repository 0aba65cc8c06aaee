package chat4all.runtime.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat4all.runtime.tracing.TraceSpan;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData.MessageChange;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.SendMessage;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topics;
import chat4all.schemas.Watermark;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Spans of records, whose header {@code traceparent} carries the context from one to the next. */
public final class RecordSpans {
    private RecordSpans() {}

    public static @Nullable String parent(Headers headers) {
        Header header = headers.lastHeader(Tracing.TRACEPARENT);
        return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
    }

    /** In place of what was there; while tracing is off that stays. */
    public static void carry(TraceSpan span, Headers headers) {
        String traceparent = span.traceparent();
        if (traceparent != null) {
            headers.remove(Tracing.TRACEPARENT).add(Tracing.TRACEPARENT, traceparent.getBytes(US_ASCII));
        }
    }

    /** What is done with a record that was read, below the context it came with. */
    public static TraceSpan process(
            Tracing tracing,
            String verb,
            String topic,
            int partition,
            long offset,
            Headers headers,
            @Nullable Object value) {
        if (!tracing.isOn()) {
            return TraceSpan.NONE;
        }
        var span = at(tracing.consume(verb + " " + topic, parent(headers)), topic)
                .with("messaging.destination.partition.id", Integer.toString(partition))
                .with("messaging.kafka.offset", offset);
        return named(span, value);
    }

    /** A record that is being appended, which carries the span from now on. */
    static TraceSpan send(Tracing tracing, ProducerRecord<String, byte[]> entry) {
        if (!tracing.isOn()) {
            return TraceSpan.NONE;
        }
        String topic = entry.topic();
        var span = at(tracing.produce("send " + topic, parent(entry.headers())), topic);
        // Of other topics the key may hold whom a message goes to.
        if (topic.equals(Topics.MESSAGES.name())) {
            span.with(TraceSpan.CONVERSATION_ID, entry.key());
        } else if (topic.equals(Topics.STATUS_UPDATES.name())) {
            span.with(TraceSpan.MESSAGE_ID, entry.key());
        }
        carry(span, entry.headers());
        return span;
    }

    private static TraceSpan at(TraceSpan span, String topic) {
        return span.with("messaging.system", "kafka").with("messaging.destination.name", topic);
    }

    private static TraceSpan named(TraceSpan span, @Nullable Object value) {
        if (value instanceof ConversationCommand command) {
            String message = command instanceof SendMessage send ? send.messageId() : null;
            return named(span, message, command.conversationId());
        } else if (value instanceof ConversationEvent event) {
            return named(span, messageId(event), event.conversationId());
        } else if (value instanceof StatusUpdate update) {
            return named(span, update.messageId(), update.conversationId());
        } else if (value instanceof MessageStatus state) {
            return named(span, state.messageId(), state.conversationId());
        } else if (value instanceof RejectedMessage rejected) {
            return named(span, rejected.messageId(), rejected.conversationId());
        } else if (value instanceof ChannelDispatch dispatch) {
            return named(span, dispatch.messageId(), dispatch.conversationId());
        } else if (value instanceof OutboundMessage message) {
            return named(span, message.messageId(), message.conversationId());
        }
        return value instanceof Watermark mark ? named(span, null, mark.conversationId()) : span;
    }

    private static @Nullable String messageId(ConversationEvent event) {
        if (event.data() instanceof MessageCreated created) {
            return created.messageId();
        }
        return event.data() instanceof MessageChange change ? change.messageId() : null;
    }

    private static TraceSpan named(TraceSpan span, @Nullable String messageId, @Nullable String conversationId) {
        return span.with(TraceSpan.MESSAGE_ID, messageId).with(TraceSpan.CONVERSATION_ID, conversationId);
    }
}
