package chat4all.schemas;

import static java.util.Objects.requireNonNull;

/**
 * A conversation as the topology knows it this moment: the answer of {@code GET /internal/conversations/{id}}.
 *
 * @param lastSeq seq of the newest event
 * @param lastOrdinal how many messages there are
 */
public record ConversationView(ConversationMembers members, long lastSeq, long lastOrdinal) {
    public ConversationView {
        requireNonNull(members, "members");
    }
}
