package chat4all.connectors.whatsapp;

import static chat4all.connectors.reading.Fields.list;
import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.reading.Content;
import chat4all.connectors.reading.Details;
import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.Inbound;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one message says, by its type; its particulars are put into the details. */
final class WhatsAppContent {
    private static final int MOST_LISTED = 10;
    private static final Set<String> FILES = Set.of("image", "audio", "video", "document", "sticker");

    private WhatsAppContent() {}

    static Content of(JsonNode message, Details details) {
        String type = or(text(message, "type"), "unsupported");
        details.put(
                "error",
                list(message, "errors").stream()
                        .map(error -> text(error, "code"))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
        JsonNode body = message.path(type);
        return switch (type) {
            case "text" -> Content.of(type, text(body, "body"));
            case "image", "audio", "video", "document", "sticker" -> media(type, body, details);
            case "location" ->
                Content.location(
                        text(body, "name"), text(body, "address"), text(body, "latitude"), text(body, "longitude"));
            case "contacts" -> contacts(message);
            case "reaction" -> reaction(body, details);
            case "button" -> button(body, details);
            case "interactive" -> interactive(body, details);
            case "order" -> order(body, details);
            case "system" -> system(body, details);
            case "edit" -> edit(body, details);
            case "revoke" -> {
                details.put("target", text(body, "original_message_id"));
                yield Content.of(type, "[deleted]");
            }
            default -> unsupported(type, details);
        };
    }

    /** What it does to a message, for those that do; all others as they are. */
    static Inbound change(Inbound.Message said, JsonNode message) {
        return switch (said.type()) {
            case "reaction" -> {
                String emoji = text(message, "reaction", "emoji");
                yield change(
                        said,
                        text(message, "reaction", "message_id"),
                        new Inbound.What.Reacted(emoji == null ? List.of() : List.of(emoji)));
            }
            case "edit" -> {
                String words = newText(message.path("edit").path("message"));
                yield words == null
                        ? said
                        : change(said, text(message, "edit", "original_message_id"), new Inbound.What.Edited(words));
            }
            case "revoke" -> change(said, text(message, "revoke", "original_message_id"), new Inbound.What.Deleted());
            default -> said;
        };
    }

    private static Inbound change(Inbound.Message said, @Nullable String target, Inbound.What what) {
        return target == null ? said : new Inbound.Change(said, target, what);
    }

    /** The file that comes with a message of these types; null with any other. */
    static Inbound.@Nullable Media media(JsonNode message) {
        String type = or(text(message, "type"), "unsupported");
        String id = FILES.contains(type) ? text(message, type, "id") : null;
        return id == null ? null : new Inbound.Media(id, text(message, type, "filename"));
    }

    private static Content media(String type, JsonNode media, Details details) {
        details.put("media_id", text(media, "id"))
                .put("mime_type", text(media, "mime_type"))
                .put("filename", text(media, "filename"))
                .put("sha256", text(media, "sha256"))
                .flag("voice", Fields.isTrue(media, "voice"));
        return Content.of(type, text(media, "caption"));
    }

    private static Content contacts(JsonNode message) {
        String people = list(message, "contacts").stream()
                .limit(MOST_LISTED)
                .map(WhatsAppContent::person)
                .filter(person -> !person.isEmpty())
                .collect(Collectors.joining(", "));
        return Content.of("contacts", people);
    }

    private static String person(JsonNode contact) {
        String name = or(text(contact, "name", "formatted_name"), "");
        String phone = list(contact, "phones").stream()
                .map(entry -> text(entry, "phone"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return phone == null ? name : name.isEmpty() ? phone : name + " (" + phone + ")";
    }

    /** A removed one comes without its emoji or with an empty one. */
    private static Content reaction(JsonNode reaction, Details details) {
        details.put("target", text(reaction, "message_id"));
        return Content.of("reaction", or(text(reaction, "emoji"), "[reaction removed]"));
    }

    private static Content button(JsonNode button, Details details) {
        String payload = text(button, "payload");
        details.put("payload", payload);
        String label = text(button, "text");
        return Content.of("button", label == null ? payload : label);
    }

    private static Content interactive(JsonNode interactive, Details details) {
        String kind = text(interactive, "type");
        JsonNode reply = kind == null ? interactive.path("no reply") : interactive.path(kind);
        if (!reply.isObject()) {
            return unsupported("interactive", details);
        }
        details.put("interactive", kind)
                .put("payload", text(reply, "id"))
                .put("description", text(reply, "description"))
                .put("flow", text(reply, "name"))
                .put("response", text(reply, "response_json"));
        String title = text(reply, "title");
        return Content.of("interactive", title == null ? text(reply, "body") : title);
    }

    private static Content order(JsonNode order, Details details) {
        details.put("catalog", text(order, "catalog_id"));
        String said = text(order, "text");
        String items = list(order, "product_items").stream()
                .limit(MOST_LISTED)
                .map(item -> or(text(item, "quantity"), "?") + " × " + or(text(item, "product_retailer_id"), "?"))
                .collect(Collectors.joining(", "));
        return Content.of("order", said != null ? said : items);
    }

    private static Content system(JsonNode system, Details details) {
        details.put("system", text(system, "type"))
                .put("new_wa_id", text(system, "wa_id"))
                .put("new_user_id", text(system, "user_id"));
        return Content.of("system", text(system, "body"));
    }

    private static Content edit(JsonNode edit, Details details) {
        details.put("target", text(edit, "original_message_id"));
        return Content.of("edit", newText(edit.path("message")));
    }

    private static @Nullable String newText(JsonNode message) {
        String type = text(message, "type");
        JsonNode body = type == null ? message.path("no type") : message.path(type);
        String words = text(body, "body");
        return words != null ? words : text(body, "caption");
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static Content unsupported(String type, Details details) {
        details.put("type", type.equals("unsupported") ? null : type);
        return Content.of("unsupported", null);
    }
}
