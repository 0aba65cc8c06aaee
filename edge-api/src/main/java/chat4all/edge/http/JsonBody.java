package chat4all.edge.http;

import chat4all.runtime.http.ProblemException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as one JSON object, strictly: valid UTF-8 (Jackson by itself takes overlong forms, and guesses UTF-16),
 * no name twice, nothing behind it. Anything else is 400, another media type 415.
 */
final class JsonBody {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private JsonBody() {}

    static ObjectNode of(Context context) {
        requireJson(context.contentType());
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(context.bodyAsBytes()));
            try (JsonParser parser = READER.createParser(text.toString())) {
                if (READER.readTree(parser) instanceof ObjectNode object && parser.nextToken() == null) {
                    return object;
                }
            }
            throw malformed("The body must be one JSON object.");
        } catch (CharacterCodingException e) {
            throw malformed("The body is not valid UTF-8.");
        } catch (JsonProcessingException e) {
            throw malformed("The body is not valid JSON" + place(e.getLocation()) + ".");
        } catch (IOException e) {
            throw malformed("The body cannot be read.");
        }
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.endsWith("+json")) {
            throw ProblemException.of(415, "unsupported-media-type", "Send the body as application/json.");
        }
    }

    /** Jackson's own limits (depth, length of a number) are broken at no place in particular. */
    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.validation(detail, List.of());
    }
}
