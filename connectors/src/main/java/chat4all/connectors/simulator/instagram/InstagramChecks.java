package chat4all.connectors.simulator.instagram;

import chat4all.connectors.simulator.graph.GraphErrors;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What Instagram refuses about a message; its limit for texts counts bytes, not characters. */
final class InstagramChecks {
    private static final int MOST_BYTES = 1000;
    private static final Set<String> MEDIA = Set.of("image", "audio", "video", "file");

    private InstagramChecks() {}

    static boolean isMedia(String type) {
        return MEDIA.contains(type);
    }

    static long largest(String type) {
        return (type.equals("image") ? 8L : 25L) << 20;
    }

    static void check(JsonNode message) {
        var errors = GraphErrors.INSTAGRAM;
        if (message.path("text").isTextual()) {
            if (message.path("text").asText().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw errors.refuse(100, 2534039, "Length of param message[text] must be less than or equal to 1000");
            }
            return;
        }
        var attachment = message.path("attachment");
        var type = attachment.path("type").asText();
        if (type.equals("like_heart") || type.equals("MEDIA_SHARE")) {
            return;
        }
        if (!isMedia(type)) {
            throw errors.invalid("The message needs a text or an attachment of type image, audio, video or file");
        }
        var payload = attachment.path("payload");
        if (payload.has("url") == payload.has("attachment_id")) {
            throw errors.invalid("Exactly one of url and attachment_id is required");
        }
    }
}
