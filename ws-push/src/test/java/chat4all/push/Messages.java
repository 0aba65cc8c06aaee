package chat4all.push;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.Json;
import chat4all.schemas.Notification;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Notifications as the push sink publishes them. */
final class Messages {
    private Messages() {}

    static String message(String conversationId, long seq, String content) {
        return json(new Notification.NewMessage(
                "msg_" + conversationId + seq,
                conversationId,
                seq,
                "user_maria",
                "user_joao",
                content,
                "text",
                System.currentTimeMillis(),
                null,
                null,
                null));
    }

    static String edited(String conversationId, long seq, String messageId, long messageSeq, String content) {
        return json(new Notification.MessageEdited(
                messageId, conversationId, seq, messageSeq, "user_maria", content, System.currentTimeMillis()));
    }

    static String status(String conversationId, long seq) {
        return json(new Notification.StatusChanged(
                "msg_" + conversationId + seq,
                conversationId,
                seq,
                "user_joao",
                DeliveryStatus.DELIVERED,
                System.currentTimeMillis(),
                null));
    }

    private static String json(Notification notification) {
        try {
            return Json.MAPPER.writerFor(Notification.class).writeValueAsString(notification);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
