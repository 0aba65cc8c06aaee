package chat4all.schemas;

import static java.util.Objects.requireNonNull;

/**
 * A message as a command on it names it. The edge has looked it up; none of the three ever changes, so they are as true
 * when the command is decided as they were then.
 */
public record MessageRef(String messageId, long seq, String authorId) {
    public MessageRef {
        requireNonNull(messageId, "message_id");
        requireNonNull(authorId, "author_id");
    }
}
