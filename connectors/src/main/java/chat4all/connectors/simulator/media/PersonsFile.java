package chat4all.connectors.simulator.media;

import chat4all.connectors.simulator.world.Attachment;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The file that a person sends: given as {@code content_base64}, or a small one made up. */
public record PersonsFile(Files files) {
    private static final long LARGEST = 100L << 20;

    /** Throws {@link IllegalArgumentException} when the content is not base64. */
    public Attachment of(JsonNode action, String mimeType) {
        var given = action.path("content_base64");
        var bytes = given.isTextual()
                ? Base64.getDecoder().decode(given.asText())
                : ("a made-up " + mimeType).getBytes(StandardCharsets.UTF_8);
        var type = action.path("mime_type").asText(mimeType);
        return files.store(new ByteArrayInputStream(bytes), type, filename(action), LARGEST);
    }

    private static @Nullable String filename(JsonNode action) {
        return action.path("filename").isTextual() ? action.path("filename").asText() : null;
    }
}
