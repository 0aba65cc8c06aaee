package chat4all.edge.changes;

import chat4all.edge.cassandra.EventRow;
import chat4all.schemas.MessageRef;
import chat4all.schemas.Recipient;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The message that is to be changed, as it is stored.
 *
 * @param linked the contacts, among the linked identities of users, to whom it went
 */
record Target(String conversationId, EventRow row, List<String> linked) {
    String messageId() {
        return Objects.requireNonNull(row.messageId());
    }

    MessageRef ref() {
        return new MessageRef(messageId(), row.seq(), row.actor(), contacts());
    }

    /** Everybody who has it on a platform, whoever wrote it there included. */
    private List<String> contacts() {
        return Stream.of(Stream.of(row.actor()), row.recipients().stream(), linked.stream())
                .flatMap(some -> some)
                .filter(one -> !Recipient.isInternal(one) && !one.equals(Recipient.EVERY_MEMBER))
                .distinct()
                .toList();
    }
}
