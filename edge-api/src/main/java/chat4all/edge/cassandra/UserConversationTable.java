package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a user: one partition, one row each, in no order of time. The rows are overwritten and never
 * deleted, so that reading all of them meets no tombstones.
 */
public final class UserConversationTable {
    /** Of a user who is in more, some are left out. */
    private static final int MOST = 20_000;

    private static final String PLACES =
            "SELECT conversation_id, last_at_us, present FROM conversations_by_user WHERE user_id = ? LIMIT " + MOST;
    private static final String SELECT = "SELECT conversation_id, last_seq, last_ordinal, last_at_us, last_message_seq,"
            + " base_seq, base_ordinal FROM conversations_by_user WHERE user_id = ? AND conversation_id IN ?";

    private final CassandraLink cassandra;

    public UserConversationTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /**
     * A conversation as it lies in a user's list.
     *
     * @param lastOrdinal how many messages there are up to {@code lastSeq}
     * @param lastMessageSeq of the newest message the user sees
     * @param baseSeq the user's own last message, or joining, whichever is later; 0 for neither
     */
    public record Listed(
            String conversationId,
            long lastSeq,
            long lastOrdinal,
            long lastAtMicros,
            @Nullable Long lastMessageSeq,
            long baseSeq,
            long baseOrdinal) {}

    /** What a conversation's place in a list depends on. */
    public record Place(long lastAtMicros, String conversationId) {}

    /** Those that the user is a member of, in no order: no more of each than ordering needs, for there may be many. */
    public CompletableFuture<List<Place>> places(String userId) {
        return cassandra.read(PLACES, userId).thenApply(rows -> rows.stream()
                .filter(row -> row.isNull("present") || row.getBoolean("present"))
                .map(row -> new Place(row.getLong("last_at_us"), requireNonNull(row.getString("conversation_id"))))
                .toList());
    }

    /** Some of them, by id. */
    public CompletableFuture<Map<String, Listed>> of(String userId, List<String> conversationIds) {
        return cassandra.read(SELECT, userId, conversationIds).thenApply(rows -> rows.stream()
                .map(UserConversationTable::listed)
                .collect(Collectors.toMap(Listed::conversationId, Function.identity())));
    }

    private static Listed listed(Row row) {
        return new Listed(
                requireNonNull(row.getString("conversation_id")),
                row.getLong("last_seq"),
                row.getLong("last_ordinal"),
                row.getLong("last_at_us"),
                row.isNull("last_message_seq") ? null : (Long) row.getLong("last_message_seq"),
                row.getLong("base_seq"),
                row.getLong("base_ordinal"));
    }
}
