package chat4all.connectors.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Fields of a platform's JSON. Whatever is absent or of another type reads as nothing; nothing here throws. */
public final class Fields {
    private static final long LAST_SECOND_OF_9999 = 253_402_300_799L;
    private static final int LONGEST_KIND = 48;
    private static final int LONGEST_NAME = 64;

    private Fields() {}

    /** The scalar at this path as cleaned text; null when there is none or it is empty. Ids may come as numbers. */
    public static @Nullable String text(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        if (!found.isValueNode() || found.isNull()) {
            return null;
        }
        String text = Cleaned.of(found.asText());
        return text.isEmpty() ? null : text;
    }

    /** A person's name, of a length that can be shown. */
    public static @Nullable String name(@Nullable String name) {
        return name == null ? null : Cleaned.of(name, LONGEST_NAME);
    }

    /** The elements of an array; none when it is no array. */
    public static List<JsonNode> list(JsonNode node, String name) {
        JsonNode found = node.path(name);
        return found.isArray()
                ? StreamSupport.stream(found.spliterator(), false).toList()
                : List.of();
    }

    public static boolean isTrue(JsonNode node, String name) {
        return node.path(name).asBoolean(false);
    }

    /** Seconds, as a number or its text; {@link Instant#EPOCH} for everything that is no point in time. */
    public static Instant seconds(JsonNode node, String name) {
        long seconds = node.path(name).asLong(0);
        return seconds > 0 && seconds <= LAST_SECOND_OF_9999 ? Instant.ofEpochSecond(seconds) : Instant.EPOCH;
    }

    /** Milliseconds, as a number or its text; {@link Instant#EPOCH} for everything that is no point in time. */
    public static Instant milliseconds(JsonNode node, String name) {
        long millis = node.path(name).asLong(0);
        return millis > 0 && millis / 1000 <= LAST_SECOND_OF_9999 ? Instant.ofEpochMilli(millis) : Instant.EPOCH;
    }

    /** A platform's word made fit to count by: short and of few characters. */
    public static String kind(String word) {
        return Cleaned.of(word.replaceAll("[^A-Za-z0-9_.]", "_"), LONGEST_KIND);
    }
}
