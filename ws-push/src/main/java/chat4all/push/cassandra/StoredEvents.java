package chat4all.push.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.push.feed.History.OwnStatus;
import chat4all.push.feed.LogEntry;
import chat4all.schemas.EventData;
import chat4all.schemas.Json;
import chat4all.schemas.Notification;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From rows to what readers are told: of a message the very notification that the push sink publishes. */
final class StoredEvents {
    private static final ObjectWriter NOTIFICATION = Json.MAPPER.writerFor(Notification.class);

    private StoredEvents() {}

    /** Null for a row that only has a status so far: its event is still to be stored. */
    static @Nullable LogEntry entry(String conversationId, String reader, Row row, EditedTexts texts) {
        String type = row.getString("type");
        if (type == null) {
            return null;
        }
        String messageId = row.getString("message_id");
        boolean message = type.equals(EventData.MESSAGE_CREATED) && messageId != null;
        ObjectNode data = message ? null : withText(type, data(row), texts);
        return new LogEntry(
                conversationId,
                row.getLong("seq"),
                type,
                millis(row),
                row.getString("actor"),
                data == null
                        ? notification(conversationId, requireNonNull(messageId), reader, row)
                        : changed(conversationId, type, row, data),
                data == null ? null : data.toString(),
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

    /** The event's own fields; none for an event of which only the place could be stored. */
    static ObjectNode data(Row row) {
        try {
            String data = row.getString("data");
            return data != null && Json.MAPPER.readTree(data) instanceof ObjectNode fields
                    ? fields
                    : Json.MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }

    private static ObjectNode withText(String type, ObjectNode data, EditedTexts texts) {
        if (type.equals(EventData.MESSAGE_EDITED)) {
            texts.of(data.path("message_seq").asLong())
                    .ifPresentOrElse(text -> data.put("content", text), () -> data.put("deleted", true));
        }
        return data;
    }

    /** What plain clients are told, as the push sink writes it; null for what they are told nothing of. */
    private static @Nullable String changed(String conversationId, String type, Row row, ObjectNode data) {
        var frame = Json.MAPPER.createObjectNode();
        if (type.startsWith("member.") || type.startsWith("conversation.")) {
            frame.put("type", "CONVERSATION_CHANGED")
                    .put("actor", row.getString("actor"))
                    .put("event", type)
                    .set("data", data);
        } else if (type.equals(EventData.MESSAGE_EDITED) && data.has("content")) {
            frame.put("type", "MESSAGE_EDITED")
                    .put("sender_id", row.getString("actor"))
                    .setAll(data);
        } else if (type.equals(EventData.MESSAGE_DELETED)) {
            frame.put("type", "MESSAGE_DELETED")
                    .put("deleted_by", row.getString("actor"))
                    .setAll(data);
        } else if (type.startsWith("reaction.")) {
            frame.put("type", "REACTION")
                    .put("user_id", row.getString("actor"))
                    .put("removed", type.equals(EventData.REACTION_REMOVED))
                    .setAll(data);
        } else {
            return null;
        }
        return frame.put("conversation_id", conversationId)
                .put("seq", row.getLong("seq"))
                .put("timestamp", millis(row))
                .toString();
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
