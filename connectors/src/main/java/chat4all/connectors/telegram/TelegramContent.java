package chat4all.connectors.telegram;

import static chat4all.connectors.reading.Fields.list;
import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.reading.Content;
import chat4all.connectors.reading.Details;
import chat4all.connectors.spi.Inbound;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message says: the field it has tells its type. Its particulars are put into the details. */
final class TelegramContent {
    /** Fields with a file, by the type they stand for; an animation has a document as well, so it comes first. */
    private static final Map<String, String> MEDIA = media();

    private static final List<String> SERVICE = List.of(
            "migrate_to_chat_id",
            "migrate_from_chat_id",
            "new_chat_members",
            "left_chat_member",
            "new_chat_title",
            "new_chat_photo",
            "delete_chat_photo",
            "group_chat_created",
            "supergroup_chat_created",
            "pinned_message");

    private TelegramContent() {}

    private static Map<String, String> media() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("animation", "video");
        types.put("video", "video");
        types.put("video_note", "video");
        types.put("audio", "audio");
        types.put("voice", "audio");
        types.put("sticker", "sticker");
        types.put("document", "document");
        return types;
    }

    static Content of(JsonNode message, Details details) {
        String words = text(message, "text");
        if (words != null) {
            return new Content("text", words);
        }
        if (message.path("photo").isArray()) {
            return photo(message, details);
        }
        for (var media : MEDIA.entrySet()) {
            if (message.path(media.getKey()).isObject()) {
                return file(media.getKey(), media.getValue(), message, details);
            }
        }
        if (message.path("venue").isObject() || message.path("location").isObject()) {
            return place(message);
        }
        return message.path("contact").isObject() ? person(message.path("contact")) : other(message, details);
    }

    /** In all its sizes; the last is the largest. */
    private static Content photo(JsonNode message, Details details) {
        List<JsonNode> sizes = list(message, "photo");
        if (!sizes.isEmpty()) {
            details.put("media_id", text(sizes.get(sizes.size() - 1), "file_id"));
        }
        return Content.of("image", text(message, "caption"));
    }

    private static Content file(String field, String type, JsonNode message, Details details) {
        JsonNode file = message.path(field);
        details.put("media_id", text(file, "file_id"))
                .put("mime_type", text(file, "mime_type"))
                .put("filename", text(file, "file_name"))
                .flag("voice", field.equals("voice"));
        String caption = text(message, "caption");
        return Content.of(type, caption == null ? text(file, "emoji") : caption);
    }

    /** The file that comes with a message; null without. */
    static Inbound.@Nullable Media media(JsonNode message) {
        List<JsonNode> sizes = list(message, "photo");
        JsonNode file = sizes.isEmpty()
                ? MEDIA.keySet().stream()
                        .map(message::path)
                        .filter(JsonNode::isObject)
                        .findFirst()
                        .orElse(message.path("no file"))
                : sizes.get(sizes.size() - 1);
        String id = text(file, "file_id");
        return id == null ? null : new Inbound.Media(id, text(file, "file_name"));
    }

    private static Content place(JsonNode message) {
        JsonNode venue = message.path("venue");
        JsonNode point = venue.isObject() ? venue.path("location") : message.path("location");
        return Content.location(
                text(venue, "title"), text(venue, "address"), text(point, "latitude"), text(point, "longitude"));
    }

    private static Content person(JsonNode contact) {
        String name = text(contact, "first_name");
        String last = text(contact, "last_name");
        String full = last == null ? name : name == null ? last : name + " " + last;
        String phone = text(contact, "phone_number");
        return Content.of("contacts", full == null ? phone : phone == null ? full : full + " (" + phone + ")");
    }

    private static Content other(JsonNode message, Details details) {
        String service = service(message);
        if (service == null) {
            return Content.of("unsupported", text(message, "caption"));
        }
        details.put("system", service).put("value", text(message, service));
        return Content.of("system", "[" + service.replace('_', ' ') + "]");
    }

    private static @Nullable String service(JsonNode message) {
        return SERVICE.stream().filter(message::has).findFirst().orElse(null);
    }
}
