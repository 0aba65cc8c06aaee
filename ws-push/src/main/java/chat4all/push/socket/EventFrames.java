package chat4all.push.socket;

import chat4all.push.feed.History.Mark;
import chat4all.push.feed.History.OwnStatus;
import chat4all.push.feed.LogEntry;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames of {@code chat4all.v1} that the gateway says. */
final class EventFrames {
    private static final List<String> BESIDE_DATA = List.of("type", "conversation_id", "seq");

    private EventFrames() {}

    static String hello(String session, String userId, long heartbeatMillis) {
        return op("hello")
                .put("session", session)
                .put("user_id", userId)
                .put("heartbeat_ms", heartbeatMillis)
                .toString();
    }

    static String event(LogEntry entry, boolean late) {
        var frame = op("event")
                .put("conversation_id", entry.conversationId())
                .put("seq", entry.seq())
                .put("type", entry.type());
        if (late) {
            frame.put("late", true);
        }
        var data = entry.data() == null ? object(entry.notification()) : object(entry.data());
        if (entry.data() == null) {
            data.remove(BESIDE_DATA);
        }
        frame.put("at", Instant.ofEpochMilli(entry.at()).toString())
                .put("actor", entry.actor() == null ? data.path("sender_id").asText() : entry.actor());
        return frame.<ObjectNode>set("data", data).toString();
    }

    static String gap(String conversationId, long first, long last) {
        return op("gap")
                .put("conversation_id", conversationId)
                .put("from_seq", first)
                .put("to_seq", last)
                .toString();
    }

    static String caughtUp(String conversationId, long seq) {
        return op("caught_up")
                .put("conversation_id", conversationId)
                .put("seq", seq)
                .toString();
    }

    static String resumed() {
        return op("resumed").toString();
    }

    static String watermarks(String conversationId, Map<String, Mark> marks) {
        var frame = op("watermarks").put("conversation_id", conversationId);
        var members = frame.putObject("members");
        marks.forEach((userId, mark) -> members.putObject(userId)
                .put("delivered_seq", mark.deliveredSeq())
                .put("read_seq", mark.readSeq()));
        return frame.toString();
    }

    static String status(String conversationId, OwnStatus status) {
        return op("status")
                .put("message_id", status.messageId())
                .put("conversation_id", conversationId)
                .put("seq", status.seq())
                .put("status", status.status())
                .put("timestamp", status.at())
                .toString();
    }

    /** What a notification says, under the name of an operation. */
    static String of(String operation, Notice notice) {
        var frame = op(operation);
        frame.setAll(object(notice.text()));
        frame.remove("type");
        return frame.toString();
    }

    static String presence(String conversationId, List<String> online) {
        var frame = op("presence").put("conversation_id", conversationId);
        online.forEach(frame.putArray("online")::add);
        return frame.toString();
    }

    static String pong(long timestamp) {
        return op("pong").put("timestamp", timestamp).toString();
    }

    static String tokenExpiring(Instant expiresAt) {
        return op("token_expiring").put("expires_at", expiresAt.toString()).toString();
    }

    static String error(String code, String detail) {
        return op("error").put("code", code).put("detail", detail).toString();
    }

    /** What was asked for took effect; {@code answer} is what the API says of it. */
    static String done(@Nullable JsonNode id, String answer) {
        var frame = reply(id, true);
        frame.setAll(object(answer));
        return frame.toString();
    }

    /** It did not; {@code problem} is a problem document. */
    static String refused(@Nullable JsonNode id, String problem) {
        return reply(id, false).<ObjectNode>set("problem", object(problem)).toString();
    }

    static String problem(int status, String code, String detail) {
        return Json.MAPPER
                .createObjectNode()
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .toString();
    }

    /** Somebody is writing: from gateway to gateway. */
    static String typing(String conversationId, String userId, boolean active) {
        return Json.MAPPER
                .createObjectNode()
                .put("type", Notice.TYPING)
                .put("conversation_id", conversationId)
                .put("user_id", userId)
                .put("active", active)
                .toString();
    }

    private static ObjectNode reply(@Nullable JsonNode id, boolean ok) {
        var frame = op("reply");
        if (id != null) {
            frame.set("id", id);
        }
        return frame.put("ok", ok);
    }

    private static ObjectNode op(String operation) {
        return Json.MAPPER.createObjectNode().put("op", operation);
    }

    /** Empty for what is no object, such as a proxy's page. */
    private static ObjectNode object(@Nullable String text) {
        try {
            return text != null && Json.MAPPER.readTree(text) instanceof ObjectNode object
                    ? object
                    : Json.MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            return Json.MAPPER.createObjectNode();
        }
    }
}
