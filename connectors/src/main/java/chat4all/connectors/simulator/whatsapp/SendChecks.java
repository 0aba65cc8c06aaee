package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.graph.GraphErrors;
import chat4all.connectors.simulator.http.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What the Cloud API refuses at once about the body of a send; the limits are those of Meta's documentation. */
final class SendChecks {
    private static final GraphErrors ERRORS = GraphErrors.WHATSAPP;
    private static final Set<String> MEDIA = Set.of("image", "audio", "video", "document", "sticker");
    private static final Set<String> CAPTIONED = Set.of("image", "video", "document");

    private SendChecks() {}

    static boolean isMedia(String type) {
        return MEDIA.contains(type);
    }

    /** Throws the platform's error for the first fault. */
    static void check(ObjectNode body) {
        product(body);
        if (body.path("to").asText().isBlank()
                && body.path("recipient").asText().isBlank()) {
            throw ERRORS.invalid("The parameter to is required.");
        }
        longest(body.path("biz_opaque_callback_data"), 512, "biz_opaque_callback_data");
        var type = body.path("type").asText("text");
        switch (type) {
            case "text" -> text(object(body, "text"));
            case "reaction" -> required(object(body, "reaction"), "message_id", "reaction");
            case "location" -> location(object(body, "location"));
            case "contacts" -> contacts(body.path("contacts"));
            case "interactive" -> InteractiveChecks.check(object(body, "interactive"));
            case "template" -> object(body, "template");
            default -> {
                if (!isMedia(type)) {
                    throw ERRORS.invalid("Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE,"
                            + " LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got \"" + type + "\".");
                }
                media(type, object(body, type));
            }
        }
    }

    static void product(ObjectNode body) {
        if (!body.path("messaging_product").asText().equals("whatsapp")) {
            throw ERRORS.invalid("The parameter messaging_product is required.");
        }
    }

    private static void text(JsonNode text) {
        required(text, "body", "text");
        longest(text.path("body"), 4096, "text['body']");
    }

    private static void media(String type, JsonNode media) {
        if (media.has("id") == media.has("link")) {
            throw ERRORS.invalid("Exactly one of id and link is required in " + type + ".");
        }
        if (media.has("caption") && !CAPTIONED.contains(type)) {
            throw ERRORS.invalid("Unexpected key \"caption\" on param \"" + type + "\".");
        }
        if (media.has("filename") && !type.equals("document")) {
            throw ERRORS.invalid("Unexpected key \"filename\" on param \"" + type + "\".");
        }
        longest(media.path("caption"), 1024, type + "['caption']");
    }

    private static void location(JsonNode location) {
        required(location, "latitude", "location");
        required(location, "longitude", "location");
    }

    private static void contacts(JsonNode contacts) {
        if (!contacts.isArray() || contacts.isEmpty()) {
            throw missing("contacts");
        }
        contacts.forEach(contact -> required(contact.path("name"), "formatted_name", "contacts['name']"));
    }

    static JsonNode object(JsonNode body, String name) {
        var value = body.path(name);
        if (!value.isObject()) {
            throw missing(name);
        }
        return value;
    }

    static void required(JsonNode object, String name, String of) {
        if (object.path(name).isMissingNode() || object.path(name).asText().isEmpty()) {
            throw missing(of + "['" + name + "']");
        }
    }

    /** Characters as people count them. */
    static void longest(JsonNode value, int most, String name) {
        var text = value.asText();
        if (text.codePointCount(0, text.length()) > most) {
            throw ERRORS.invalid("Param " + name + " must be at most " + most + " characters long.");
        }
    }

    private static Refusal missing(String name) {
        return ERRORS.refuse(131008, null, "Parameter " + name + " is required.");
    }
}
