package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that took place in a conversation: the values of {@code conversation-log}, the ordered truth. Per
 * conversation {@code seq} is 1..n without gap or reuse, and {@code at} grows with it.
 *
 * @param ordinal how many messages the conversation has up to and including this event; never above seq
 * @param at broker time of the command, in µs, pushed forward where needed to keep growing by at least 16 µs
 * @param audience the users who are members at this point, and who leaves by it: all who see it, so that no reader has to
 *     keep a membership of its own
 * @param keyId reserved for encryption at rest; null today
 */
@JsonPropertyOrder({"type", "conversation_id", "seq", "ordinal", "at", "actor", "data", "audience", "key_id"})
public record ConversationEvent(
        String conversationId,
        long seq,
        long ordinal,
        Instant at,
        String actor,
        List<String> audience,

        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "type")
        EventData data,

        @Nullable String keyId) {
    public ConversationEvent {
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
        audience = Json.listOrEmpty(audience);
        requireNonNull(data, "data");
    }
}
