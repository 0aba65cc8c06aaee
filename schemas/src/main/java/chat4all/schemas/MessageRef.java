package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a command on it names it. Whoever makes the command has looked it up; none of it ever changes, so it is as
 * true when the command is decided as it was then.
 *
 * @param contacts who has it on a platform, and so is told of the change there; null for nobody
 */
public record MessageRef(
        String messageId,
        long seq,
        String authorId,
        @Nullable List<String> contacts) {
    public MessageRef {
        requireNonNull(messageId, "message_id");
        requireNonNull(authorId, "author_id");
        contacts = Json.listOrNull(contacts);
    }

    /** Of a message that is on no platform. */
    public MessageRef(String messageId, long seq, String authorId) {
        this(messageId, seq, authorId, null);
    }
}
