package chat4all.edge.cassandra;

import chat4all.schemas.ConversationMembers.VisibleRange;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Membership as the history sink stored it, and how far a member's conversation had come: behind by milliseconds. */
public final class MemberTable {
    private static final String MEMBERS = "SELECT user_id, first_visible_seq, last_visible_seq"
            + " FROM conversation_members WHERE conversation_id = ? LIMIT 5000";
    private static final String HEAD =
            "SELECT last_seq, last_ordinal FROM conversations_by_user WHERE user_id = ? AND conversation_id = ?";

    private final CassandraLink cassandra;

    public MemberTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /** The newest event of a conversation, and how many messages there are. */
    public record Head(long seq, long ordinal) {}

    /** What each user may see, in the order of joining; empty for a conversation that is not stored. */
    public CompletableFuture<Map<String, List<VisibleRange>>> of(String conversationId) {
        return cassandra.read(MEMBERS, conversationId).thenApply(MemberTable::ranges);
    }

    public CompletableFuture<Optional<Head>> head(String userId, String conversationId) {
        return cassandra.read(HEAD, userId, conversationId).thenApply(rows -> rows.stream()
                .findFirst()
                .map(row -> new Head(row.getLong("last_seq"), row.getLong("last_ordinal"))));
    }

    private static Map<String, List<VisibleRange>> ranges(List<Row> rows) {
        Map<String, List<VisibleRange>> ranges = new LinkedHashMap<>();
        for (var row : rows) {
            var userId = Objects.requireNonNull(row.getString("user_id"));
            var last = row.isNull("last_visible_seq") ? null : (Long) row.getLong("last_visible_seq");
            ranges.computeIfAbsent(userId, user -> new ArrayList<>())
                    .add(new VisibleRange(row.getLong("first_visible_seq"), last));
        }
        return ranges;
    }
}
