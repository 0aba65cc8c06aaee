package chat4all.connectors.simulator.instagram;

import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.Links;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The varying part of what a person does on Instagram. */
final class InboundItem {
    private static final Set<String> MEDIA = Set.of("image", "audio", "video", "file", "document", "album");
    private static final Set<String> SHARES =
            Set.of("share", "ig_post", "ig_reel", "reel", "story", "story_mention", "unsupported_type");
    private static final Set<String> ABOUT_ANOTHER = Set.of("reaction", "edit", "delete");

    private InboundItem() {}

    static boolean isMedia(String type) {
        return MEDIA.contains(type);
    }

    static boolean isAboutAnother(String type) {
        return ABOUT_ANOTHER.contains(type);
    }

    static String mimeType(String type) {
        return switch (type) {
            case "audio" -> "audio/mp4";
            case "video" -> "video/mp4";
            case "file", "document" -> "application/pdf";
            default -> "image/jpeg";
        };
    }

    static @Nullable String words(ObjectNode action) {
        var text = action.path(action.has("text") ? "text" : "title");
        return text.isTextual() ? text.asText() : null;
    }

    /** Throws {@link IllegalArgumentException} for what Instagram has not. */
    static ObjectNode of(ObjectNode action, String mid, int edits, List<Attachment> attachments, Links links) {
        var type = action.path("type").asText("text");
        var part = Json.MAPPER.createObjectNode();
        switch (type) {
            case "reaction" -> reaction(part, action, mid);
            case "edit" ->
                part.putObject("message_edit")
                        .put("mid", mid)
                        .put("text", required(action, "text"))
                        .put("num_edit", edits);
            case "delete" -> part.putObject("message").put("mid", mid).put("is_deleted", true);
            case "postback" ->
                part.putObject("postback")
                        .put("mid", mid)
                        .put("title", required(action, "title"))
                        .put("payload", action.path("payload").asText("YES"));
            case "referral" ->
                part.putObject("referral")
                        .put("ref", action.path("ref").asText("ad"))
                        .put("source", "ADS")
                        .put("type", "OPEN_THREAD");
            default -> message(part.putObject("message").put("mid", mid), action, type, attachments, links);
        }
        return part;
    }

    private static void message(
            ObjectNode message, ObjectNode action, String type, List<Attachment> attachments, Links links) {
        if (action.path("reply_to").isTextual()) {
            message.putObject("reply_to").put("mid", action.path("reply_to").asText());
        }
        if (type.equals("text")) {
            message.put("text", required(action, "text"));
        } else if (type.equals("quick_reply")) {
            message.put("text", required(action, "text"))
                    .putObject("quick_reply")
                    .put("payload", action.path("payload").asText("YES"));
        } else if (type.equals("unsupported")) {
            message.put("is_unsupported", true);
        } else if (type.equals("story_reply")) {
            message.put("text", required(action, "text"));
            message.putObject("reply_to")
                    .putObject("story")
                    .put("id", "17900000000000000")
                    .put("url", links.to("/"));
        } else if (isMedia(type)) {
            var items = message.putArray("attachments");
            for (var attachment : attachments) {
                var kind = type.equals("album") ? "image" : type.equals("document") ? "file" : type;
                items.addObject()
                        .put("type", kind)
                        .putObject("payload")
                        .put("url", links.to("/cdn/" + attachment.id()));
            }
        } else if (SHARES.contains(type)) {
            message.putArray("attachments")
                    .addObject()
                    .put("type", type)
                    .putObject("payload")
                    .put("url", links.to("/"));
        } else {
            throw new IllegalArgumentException("Instagram has no '" + type + "' that a person can send");
        }
    }

    private static void reaction(ObjectNode part, ObjectNode action, String mid) {
        var emoji = action.path("emoji").asText();
        var reaction = part.putObject("reaction").put("mid", mid);
        if (emoji.isEmpty()) {
            reaction.put("action", "unreact");
        } else {
            var name = emoji.equals("❤️") || emoji.equals("❤") ? "love" : "other";
            reaction.put("action", "react").put("reaction", name).put("emoji", emoji);
        }
    }

    static String required(ObjectNode action, String name) {
        if (!action.path(name).isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is required");
        }
        return action.path(name).asText();
    }
}
