package chat4all.connectors.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.HistoryTable;
import chat4all.schemas.Recipient;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages as the history has them, for whoever changes one; throws while Cassandra is away. */
public final class StoredMessages {
    private static final String PLACE = "SELECT conversation_id, seq FROM message_by_id WHERE message_id = ?";
    private static final String MESSAGE = "SELECT type, actor, recipients, file_id FROM events_by_conversation"
            + " WHERE conversation_id = ? AND bucket = ? AND seq = ?";
    private static final String RECEIPTS =
            "SELECT recipient_id, user_id FROM receipts_by_message WHERE message_id = ? LIMIT 1000";

    private final LateSession session;

    public StoredMessages(LateSession session) {
        this.session = session;
    }

    /**
     * None of it ever changes, until the message is deleted.
     *
     * @param fileId the file it carries
     * @param contacts everybody who has it on a platform, its author there included
     */
    public record Stored(
            String messageId,
            String conversationId,
            long seq,
            String author,
            @Nullable String fileId,
            List<String> contacts) {}

    /** Empty until the history has it. */
    public Optional<Stored> find(String messageId) {
        Row place = session.execute(session.bound(PLACE, messageId)).one();
        if (place == null) {
            return Optional.empty();
        }
        String conversation = requireNonNull(place.getString("conversation_id"));
        long seq = place.getLong("seq");
        Row row = session.execute(session.bound(MESSAGE, conversation, HistoryTable.bucketOf(seq), seq))
                .one();
        return row == null || row.isNull("type")
                ? Optional.empty()
                : Optional.of(stored(messageId, conversation, seq, row));
    }

    private Stored stored(String messageId, String conversation, long seq, Row row) {
        String author = requireNonNull(row.getString("actor"));
        List<String> recipients = requireNonNull(row.getList("recipients", String.class));
        Stream<String> linked = session.execute(session.bound(RECEIPTS, messageId)).all().stream()
                .filter(receipt -> !receipt.isNull("user_id"))
                .map(receipt -> requireNonNull(receipt.getString("recipient_id")));
        List<String> contacts = Stream.of(Stream.of(author), recipients.stream(), linked)
                .flatMap(some -> some)
                .filter(one -> Recipient.parse(one) instanceof Recipient.External)
                .distinct()
                .toList();
        return new Stored(messageId, conversation, seq, author, row.getString("file_id"), contacts);
    }
}
