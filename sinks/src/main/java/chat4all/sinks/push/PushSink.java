package chat4all.sinks.push;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.Json;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.Notification;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.Topics;
import chat4all.schemas.TracedNotification;
import chat4all.sinks.redis.Publisher;
import chat4all.sinks.streams.CommitGate;
import chat4all.sinks.streams.Received;
import chat4all.sinks.streams.SinkTopology;
import chat4all.sinks.streams.WriteSpans;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells connected users what takes place, in the order of each conversation's records. Redis may lose a notification and
 * so may this sink when Redis is away; nothing here ever waits for Redis for long or fails because of it. Reading all that
 * becomes of commands, it also keeps the {@link Tally}.
 */
public final class PushSink {
    private static final ObjectWriter JSON = Json.MAPPER.writerFor(Notification.class);

    private final Publisher publisher;
    private final CommitGate gate;
    private final WriteSpans spans;
    private final Tally tally;

    private PushSink(Publisher publisher, CommitGate gate, WriteSpans spans, Tally tally) {
        this.publisher = publisher;
        this.gate = gate;
        this.spans = spans;
        this.tally = tally;
    }

    public static SinkTopology topology(
            Publisher publisher, CommitGate gate, WriteSpans spans, MeterRegistry registry) {
        var sink = new PushSink(publisher, gate, spans, new Tally(registry));
        return new SinkTopology()
                .sink(Topics.CONVERSATION_LOG, "push-event", sink::pushEvent)
                .sink(Topics.MESSAGE_STATUS, "push-status", sink::pushStatus)
                .sink(Topics.MESSAGES_REJECTED, "push-rejection", sink::pushRejection)
                .sink(Topics.DEAD_LETTERS, "count-dead-letter", sink.tally::count);
    }

    private void pushEvent(Received<ConversationEvent> event) {
        tally.count(event.value());
        publish(event, Notifications.of(event.value()));
    }

    private void pushStatus(Received<MessageStatus> state) {
        publish(state, Notifications.of(state.value()));
    }

    private void pushRejection(Received<RejectedMessage> rejected) {
        tally.count(rejected.value());
        publish(rejected, Notifications.of(rejected.value()));
    }

    /** The span is that of handing over: what becomes of a publication is counted, and known soon. */
    private void publish(Received<?> received, Map<String, Notification> byUser) {
        if (byUser.isEmpty()) {
            return;
        }
        var span = spans.begin("publish", received).with("chat4all.users", byUser.size());
        @Nullable String traceparent = span.traceparent();
        IdentityHashMap<Notification, byte[]> written = new IdentityHashMap<>();
        byUser.forEach((user, notification) -> {
            byte[] json = written.computeIfAbsent(notification, PushSink::json);
            byte[] payload = traceparent == null ? json : TracedNotification.write(traceparent, json);
            gate.begin(() -> publisher.publish(Notification.channelOf(user), payload));
        });
        span.end();
    }

    private static byte[] json(Notification notification) {
        try {
            return JSON.writeValueAsBytes(notification);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }
}
