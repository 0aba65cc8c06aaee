package chat4all.sinks.push;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.Json;
import chat4all.schemas.Notification;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.Topics;
import chat4all.sinks.redis.Publisher;
import chat4all.sinks.streams.CommitGate;
import chat4all.sinks.streams.SinkTopology;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Tells connected users what takes place, in the order of each conversation's records. Redis may lose a notification and
 * so may this sink when Redis is away; nothing here ever waits for Redis for long or fails because of it. Reading all that
 * becomes of commands, it also keeps the {@link Tally}.
 */
public final class PushSink {
    private static final ObjectWriter JSON = Json.MAPPER.writerFor(Notification.class);

    private final Publisher publisher;
    private final CommitGate gate;
    private final Tally tally;

    private PushSink(Publisher publisher, CommitGate gate, Tally tally) {
        this.publisher = publisher;
        this.gate = gate;
        this.tally = tally;
    }

    public static SinkTopology topology(Publisher publisher, CommitGate gate, MeterRegistry registry) {
        var sink = new PushSink(publisher, gate, new Tally(registry));
        return new SinkTopology()
                .sink(Topics.CONVERSATION_LOG, "push-event", event -> sink.push(event.value()))
                .sink(Topics.MESSAGE_STATUS, "push-status", state -> sink.publish(Notifications.of(state.value())))
                .sink(Topics.MESSAGES_REJECTED, "push-rejection", rejected -> sink.push(rejected.value()))
                .sink(Topics.DEAD_LETTERS, "count-dead-letter", sink.tally::count);
    }

    private void push(ConversationEvent event) {
        tally.count(event);
        publish(Notifications.of(event));
    }

    private void push(RejectedMessage rejected) {
        tally.count(rejected);
        publish(Notifications.of(rejected));
    }

    private void publish(Map<String, Notification> byUser) {
        IdentityHashMap<Notification, byte[]> written = new IdentityHashMap<>();
        byUser.forEach((user, notification) -> {
            byte[] json = written.computeIfAbsent(notification, PushSink::json);
            gate.begin(() -> publisher.publish(Notification.channelOf(user), json));
        });
    }

    private static byte[] json(Notification notification) {
        try {
            return JSON.writeValueAsBytes(notification);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }
}
