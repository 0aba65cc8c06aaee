package chat4all.connectors.instagram;

import static chat4all.connectors.reading.Fields.list;
import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.reading.Content;
import chat4all.connectors.reading.Details;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.Inbound;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one event says; its particulars are put into the details. */
final class InstagramContent {
    private static final int MOST_ATTACHMENTS = 32;
    private static final Set<String> FILES = Set.of("image", "video", "audio", "file");

    private InstagramContent() {}

    static Content of(JsonNode message, Details details) {
        String words = text(message, "text");
        List<JsonNode> attachments = list(message, "attachments");
        if (Fields.isTrue(message, "is_unsupported")) {
            return Content.of("unsupported", words);
        }
        if (message.path("quick_reply").isObject()) {
            details.put("payload", text(message, "quick_reply", "payload"));
            return Content.of("button", words);
        }
        if (!attachments.isEmpty()) {
            details.put("attachments", attachments.size() == 1 ? null : Integer.toString(attachments.size()));
            return attachment(attachments.get(0), details, words);
        }
        return words == null ? Content.of("unsupported", null) : new Content("text", words);
    }

    static Content attachment(JsonNode attachment, Details details, @Nullable String words) {
        String kind = text(attachment, "type");
        String type = type(kind == null ? "unsupported_type" : kind);
        details.put("media_url", text(attachment, "payload", "url")).put("attachment", type.equals(kind) ? null : kind);
        return Content.of(type, words);
    }

    /** Those behind the first, of a message that is what it carries; the platform sends ten at most. */
    static List<JsonNode> furtherAttachments(JsonNode message) {
        List<JsonNode> attachments = list(message, "attachments");
        boolean other = Fields.isTrue(message, "is_unsupported")
                || Fields.isTrue(message, "is_deleted")
                || message.path("quick_reply").isObject();
        return other || attachments.size() < 2
                ? List.of()
                : attachments.subList(1, Math.min(attachments.size(), MOST_ATTACHMENTS));
    }

    /** The first attachment, where it is a file of the person's own; null otherwise. */
    static Inbound.@Nullable Media media(JsonNode message) {
        List<JsonNode> attachments = list(message, "attachments");
        return attachments.isEmpty() ? null : file(attachments.get(0));
    }

    /** The attachment, where it is a file of the person's own; null otherwise. */
    static Inbound.@Nullable Media file(JsonNode attachment) {
        String url = text(attachment, "payload", "url");
        return url == null || !FILES.contains(String.valueOf(text(attachment, "type")))
                ? null
                : new Inbound.Media(url, null);
    }

    private static String type(String attachment) {
        return switch (attachment) {
            case "image", "video", "audio" -> attachment;
            case "file" -> "document";
            case "share", "media", "ig_post", "ig_reel", "reel", "story", "story_mention" -> "share";
            default -> "unsupported";
        };
    }

    /** The emoji, or the word for those of old, {@code love}. */
    static Content reaction(JsonNode reaction) {
        String emoji = text(reaction, "emoji");
        String word = text(reaction, "reaction");
        boolean removed = "unreact".equals(text(reaction, "action")) || (emoji == null && word == null);
        return Content.of("reaction", removed ? "[reaction removed]" : emoji != null ? emoji : word);
    }

    /** What the person has under the message now. */
    static List<String> emoji(JsonNode reaction) {
        if ("unreact".equals(text(reaction, "action"))) {
            return List.of();
        }
        String emoji = text(reaction, "emoji");
        boolean love = "love".equals(text(reaction, "reaction"));
        return emoji != null ? List.of(emoji) : love ? List.of("\u2764\uFE0F") : List.of();
    }

    static Content postback(JsonNode postback, Details details) {
        String payload = text(postback, "payload");
        details.put("payload", payload);
        String title = text(postback, "title");
        return Content.of("button", title == null ? payload : title);
    }
}
