package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Up to where each member has received and read a conversation. */
public final class WatermarkTable {
    private static final String SELECT = "SELECT user_id, delivered_seq, read_seq"
            + " FROM watermarks_by_conversation WHERE conversation_id = ? LIMIT 1000";

    private static final String OF_ONE = "SELECT conversation_id, delivered_seq, read_seq"
            + " FROM watermarks_by_conversation WHERE conversation_id IN ? AND user_id = ?";

    private final CassandraLink cassandra;

    public WatermarkTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    public record Mark(long deliveredSeq, long readSeq) {
        public static final Mark NONE = new Mark(0, 0);
    }

    /** Of one member in a page of conversations, in one request; where nothing was received is left out. */
    public CompletableFuture<Map<String, Mark>> of(List<String> conversationIds, String userId) {
        return cassandra.read(OF_ONE, conversationIds, userId).thenApply(rows -> rows.stream()
                .collect(Collectors.toMap(
                        row -> requireNonNull(row.getString("conversation_id")), WatermarkTable::mark)));
    }

    /** By user id; who has received nothing is left out. */
    public CompletableFuture<Map<String, Mark>> of(String conversationId) {
        return cassandra.read(SELECT, conversationId).thenApply(rows -> rows.stream()
                .collect(Collectors.toMap(row -> requireNonNull(row.getString("user_id")), WatermarkTable::mark)));
    }

    private static Mark mark(Row row) {
        return new Mark(row.getLong("delivered_seq"), row.getLong("read_seq"));
    }
}
