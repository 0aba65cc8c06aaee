package chat4all.connectors.simulator.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The words that a phone shows of a message. */
final class WhatsAppTexts {
    private WhatsAppTexts() {}

    static @Nullable String of(ObjectNode body, String type) {
        var content = body.path(type);
        var text =
                switch (type) {
                    case "text" -> content.path("body");
                    case "interactive" -> content.path("body").path("text");
                    case "template" -> content.path("name");
                    case "location" -> content.path("name");
                    case "reaction" -> content.path("emoji");
                    default -> content.path("caption");
                };
        return text.isTextual() ? text.asText() : null;
    }
}
