package chat4all.sinks.push;

import chat4all.schemas.Json;
import chat4all.schemas.Notification;
import chat4all.schemas.Topics;
import chat4all.sinks.redis.Publisher;
import chat4all.sinks.streams.CommitGate;
import chat4all.sinks.streams.SinkTopology;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Tells connected users what takes place, in the order of each conversation's records. Redis may lose a notification and
 * so may this sink when Redis is away; nothing here ever waits for Redis for long or fails because of it.
 */
public final class PushSink {
    private static final ObjectWriter JSON = Json.MAPPER.writerFor(Notification.class);

    private final Publisher publisher;
    private final CommitGate gate;

    private PushSink(Publisher publisher, CommitGate gate) {
        this.publisher = publisher;
        this.gate = gate;
    }

    public static SinkTopology topology(Publisher publisher, CommitGate gate) {
        var sink = new PushSink(publisher, gate);
        return new SinkTopology()
                .sink(Topics.CONVERSATION_LOG, "push-event", event -> sink.publish(Notifications.of(event.value())))
                .sink(Topics.MESSAGE_STATUS, "push-status", state -> sink.publish(Notifications.of(state.value())))
                .sink(
                        Topics.MESSAGES_REJECTED,
                        "push-rejection",
                        rejected -> sink.publish(Notifications.of(rejected.value())));
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
