package chat4all.edge.messages;

import chat4all.schemas.Json;
import chat4all.schemas.SendMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A hash of what a client said, by meaning and not by spelling: the order of fields and recipients does not matter, nor
 * does leaving out a default. Ids are no part of it.
 */
final class Fingerprint {
    private static final ObjectWriter CANONICAL = Json.MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Fingerprint() {}

    static String of(SendMessage message) {
        var fields = new TreeMap<String, Object>();
        fields.put("conversation_id", message.conversationId());
        fields.put("content", message.content());
        fields.put("type", message.messageType());
        put(fields, "recipients", message.recipients());
        put(fields, "channels", message.channels());
        if (message.fileId() != null) {
            fields.put("file_id", message.fileId());
        }
        if (message.replyTo() != null) {
            fields.put("reply_to", message.replyTo());
        }
        if (message.metadata() != null) {
            fields.put("metadata", sorted(message.metadata()));
        }
        return hash(fields);
    }

    private static void put(Map<String, Object> fields, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            fields.put(name, texts.stream().sorted().toList());
        }
    }

    /** The mapper orders maps but not trees. */
    private static Object sorted(JsonNode node) {
        return Json.MAPPER.convertValue(node, Object.class);
    }

    private static String hash(Map<String, Object> fields) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(CANONICAL.writeValueAsBytes(fields)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
