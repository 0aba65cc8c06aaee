package chat4all.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A message to be sent. It always has an id of the client's, so that sending it again makes no second one. */
record Draft(
        String conversationId,
        List<String> recipients,
        String content,
        Optional<String> fileId,
        Optional<String> replyTo,
        List<String> channels,
        String clientMessageId) {
    Draft {
        recipients = List.copyOf(recipients);
        channels = List.copyOf(channels);
    }

    static Draft text(String conversationId, List<String> recipients, String content) {
        return new Draft(conversationId, recipients, content, Optional.empty(), Optional.empty(), List.of(), freshId());
    }

    static String freshId() {
        return UUID.randomUUID().toString();
    }

    Draft withFile(String id) {
        return new Draft(conversationId, recipients, content, Optional.of(id), replyTo, channels, clientMessageId);
    }

    ObjectNode json() {
        ObjectNode json = Api.JSON
                .createObjectNode()
                .put("conversation_id", conversationId)
                .put("client_message_id", clientMessageId);
        if (!content.isEmpty() || fileId.isEmpty()) {
            json.put("content", content);
        }
        if (!recipients.isEmpty()) {
            recipients.forEach(json.putArray("recipients")::add);
        }
        if (!channels.isEmpty()) {
            channels.forEach(json.putArray("channels")::add);
        }
        fileId.ifPresent(id -> json.put("file_id", id).put("type", "file"));
        replyTo.ifPresent(id -> json.put("reply_to", id));
        return json;
    }
}
