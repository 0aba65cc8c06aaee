package chat4all.push.cassandra;

import chat4all.push.feed.History.OwnStatus;
import chat4all.push.feed.LogEntry;
import chat4all.schemas.EventData;
import chat4all.schemas.Json;
import chat4all.schemas.Notification;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From rows to what readers are told: of a message the very notification that the push sink publishes. */
final class StoredEvents {
    private static final ObjectWriter NOTIFICATION = Json.MAPPER.writerFor(Notification.class);

    private StoredEvents() {}

    /** Null for a row that only has a status so far: its event is still to be stored. */
    static @Nullable LogEntry entry(String conversationId, String reader, Row row) {
        String type = row.getString("type");
        if (type == null) {
            return null;
        }
        String messageId = row.getString("message_id");
        boolean message = type.equals(EventData.MESSAGE_CREATED) && messageId != null;
        return new LogEntry(
                conversationId,
                row.getLong("seq"),
                type,
                millis(row),
                row.getString("actor"),
                message ? notification(conversationId, messageId, reader, row) : changed(conversationId, type, row),
                message ? null : row.getString("data"),
                false);
    }

    /** Null for what is not a message of this user, or has no status yet. */
    static @Nullable OwnStatus ownStatus(String userId, Row row) {
        String messageId = row.getString("message_id");
        String status = row.getString("status");
        if (messageId == null || status == null || !userId.equals(row.getString("actor"))) {
            return null;
        }
        Instant read = row.getInstant("read_at");
        Instant delivered = row.getInstant("delivered_at");
        long at = read != null ? read.toEpochMilli() : delivered != null ? delivered.toEpochMilli() : millis(row);
        return new OwnStatus(messageId, row.getLong("seq"), status, at);
    }

    private static String notification(String conversationId, String messageId, String reader, Row row) {
        String sender = Objects.requireNonNullElse(row.getString("actor"), "");
        var message = new Notification.NewMessage(
                messageId,
                conversationId,
                row.getLong("seq"),
                sender,
                recipient(reader, row.getList("recipients", String.class)),
                Objects.requireNonNullElse(row.getString("content"), ""),
                Objects.requireNonNullElse(row.getString("message_type"), "text"),
                millis(row),
                row.getString("file_id"),
                row.getString("reply_to"),
                sender.equals(reader) ? row.getString("client_message_id") : null);
        try {
            return NOTIFICATION.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }

    /** As {@link Notification.ConversationChanged} is written; null for events that are told in another way. */
    private static @Nullable String changed(String conversationId, String type, Row row) {
        String data = row.getString("data");
        if (data == null || !(type.startsWith("member.") || type.startsWith("conversation."))) {
            return null;
        }
        try {
            return Json.MAPPER
                    .createObjectNode()
                    .put("type", "CONVERSATION_CHANGED")
                    .put("conversation_id", conversationId)
                    .put("seq", row.getLong("seq"))
                    .put("actor", row.getString("actor"))
                    .put("timestamp", millis(row))
                    .put("event", type)
                    .set("data", Json.MAPPER.readTree(data))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }

    private static @Nullable String recipient(String reader, @Nullable List<String> recipients) {
        if (recipients == null || recipients.isEmpty()) {
            return null;
        }
        return recipients.contains(reader) ? reader : recipients.get(0);
    }

    private static long millis(Row row) {
        return Math.floorDiv(row.getLong("at_us"), 1_000L);
    }
}
