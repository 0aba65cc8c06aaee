package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Messages by their id: where they are in their conversation, and what is stored of their recipients' states. */
public final class MessageTable {
    private static final String PLACE = "SELECT conversation_id, seq FROM message_by_id WHERE message_id = ?";
    private static final String RECEIPTS = "SELECT recipient_id, user_id, channel, status, attempt, source, sent_at,"
            + " delivered_at, read_at, provider_message_id, error_code, error_detail, sent_as"
            + " FROM receipts_by_message WHERE message_id = ? LIMIT 1000";

    private final CassandraLink cassandra;

    public MessageTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    public record Place(String conversationId, long seq) {}

    public CompletableFuture<Optional<Place>> place(String messageId) {
        return cassandra.read(PLACE, messageId).thenApply(rows -> rows.stream()
                .findFirst()
                .map(row -> new Place(requireNonNull(row.getString("conversation_id")), row.getLong("seq"))));
    }

    /** Only the recipients of whom there is more to say than that the message was stored. */
    public CompletableFuture<List<RecipientStatus>> receipts(String messageId) {
        return cassandra.read(RECEIPTS, messageId).thenApply(rows -> rows.stream()
                .filter(row -> !row.isNull("status"))
                .map(MessageTable::receipt)
                .toList());
    }

    private static RecipientStatus receipt(Row row) {
        var channel = row.getString("channel");
        var source = row.getString("source");
        var sentAt = row.getInstant("sent_at");
        var error = row.getString("error_code");
        var sentAs = row.getString("sent_as");
        return new RecipientStatus(
                requireNonNull(row.getString("recipient_id")),
                row.getString("user_id"),
                channel == null ? null : Channel.of(channel).orElse(null),
                DeliveryStatus.valueOf(requireNonNull(row.getString("status"))),
                row.getInt("attempt"),
                source == null ? StatusUpdate.Source.SEQUENCER : StatusUpdate.Source.valueOf(source),
                sentAt == null ? Instant.EPOCH : sentAt,
                row.getInstant("delivered_at"),
                row.getInstant("read_at"),
                row.getString("provider_message_id"),
                error == null ? null : new StatusError(error, row.getString("error_detail")),
                sentAs == null ? null : SentAs.of(sentAs));
    }
}
