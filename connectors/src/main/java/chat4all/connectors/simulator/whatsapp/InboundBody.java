package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.world.Attachment;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The varying part of an inbound message, made from what the person was told to do. */
final class InboundBody {
    private InboundBody() {}

    static String mimeType(String type) {
        return switch (type) {
            case "image" -> "image/jpeg";
            case "audio" -> "audio/ogg; codecs=opus";
            case "video" -> "video/mp4";
            case "sticker" -> "image/webp";
            default -> "application/pdf";
        };
    }

    static @Nullable String words(ObjectNode action) {
        for (var name : new String[] {"text", "caption", "title", "name"}) {
            if (action.path(name).isTextual()) {
                return action.path(name).asText();
            }
        }
        return null;
    }

    /** Throws {@link IllegalArgumentException} for what WhatsApp has not. */
    static ObjectNode of(ObjectNode action, String type, @Nullable Attachment attachment) {
        var message = Json.MAPPER.createObjectNode();
        if (attachment != null) {
            message.put("type", type).set(type, media(action, type, attachment));
            return message;
        }
        switch (type) {
            case "text" -> message.put("type", type).putObject("text").put("body", required(action, "text"));
            case "reaction" ->
                message.put("type", type)
                        .putObject("reaction")
                        .put("message_id", required(action, "message_id"))
                        .put("emoji", action.path("emoji").asText());
            case "button" ->
                message.put("type", type)
                        .putObject("button")
                        .put("payload", action.path("payload").asText("YES"))
                        .put("text", required(action, "text"));
            case "button_reply", "list_reply" -> reply(message, action, type);
            case "edit" -> edit(message, action);
            case "revoke", "delete" ->
                message.put("type", "revoke")
                        .putObject("revoke")
                        .put("original_message_id", required(action, "message_id"));
            case "unsupported" -> unsupported(message);
            case "location", "contacts", "order", "system", "interactive" -> given(message, action, type);
            default -> throw new IllegalArgumentException("WhatsApp has no '" + type + "' that a person can send");
        }
        return message;
    }

    private static ObjectNode media(ObjectNode action, String type, Attachment attachment) {
        var media = Json.MAPPER.createObjectNode();
        if (action.path("caption").isTextual()) {
            media.put("caption", action.path("caption").asText());
        }
        if (type.equals("document")) {
            var name = attachment.filename();
            media.put("filename", name == null ? "document.pdf" : name);
        }
        var sha256 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(attachment.sha256()));
        media.put("mime_type", attachment.mimeType()).put("sha256", sha256).put("id", attachment.id());
        if (type.equals("audio")) {
            media.put("voice", action.path("voice").asBoolean(true));
        }
        return type.equals("sticker") ? media.put("animated", false) : media;
    }

    private static void reply(ObjectNode message, ObjectNode action, String type) {
        var reply = message.put("type", "interactive")
                .putObject("interactive")
                .put("type", type)
                .putObject(type);
        reply.put("id", required(action, "id")).put("title", required(action, "title"));
        if (action.path("description").isTextual()) {
            reply.put("description", action.path("description").asText());
        }
    }

    private static void edit(ObjectNode message, ObjectNode action) {
        var edit = message.put("type", "edit").putObject("edit");
        edit.put("original_message_id", required(action, "message_id"));
        edit.putObject("message").put("type", "text").putObject("text").put("body", required(action, "text"));
    }

    private static void unsupported(ObjectNode message) {
        var error = message.put("type", "unsupported").putArray("errors").addObject();
        error.put("code", 131051).put("title", "Message type unknown").put("message", "Message type unknown");
        error.putObject("error_data").put("details", "Message type is currently not supported.");
    }

    /** Taken over as it is given under the type's name. */
    private static void given(ObjectNode message, ObjectNode action, String type) {
        JsonNode content = action.path(type);
        if (content.isMissingNode()) {
            throw new IllegalArgumentException("'" + type + "' needs its content under '" + type + "'");
        }
        message.put("type", type).set(type, content);
    }

    static String required(ObjectNode action, String name) {
        if (!action.path(name).isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is required");
        }
        return action.path(name).asText();
    }
}
