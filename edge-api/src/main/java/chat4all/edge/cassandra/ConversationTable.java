package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.ConversationKind;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a conversation is, as the history sink stored it. */
public final class ConversationTable {
    private static final String SELECT = "SELECT conversation_id, kind, name, description, created_by, created_at"
            + " FROM conversations WHERE conversation_id IN ?";

    private final CassandraLink cassandra;

    public ConversationTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /** A conversation without its members. */
    public record Stored(
            ConversationKind kind,
            @Nullable String name,
            @Nullable String description,
            String createdBy,
            Instant createdAt) {}

    public CompletableFuture<Optional<Stored>> find(String conversationId) {
        return find(List.of(conversationId)).thenApply(found -> Optional.ofNullable(found.get(conversationId)));
    }

    /** Of a page of conversations, in one request; who is not stored is left out. */
    public CompletableFuture<Map<String, Stored>> find(List<String> conversationIds) {
        return cassandra.read(SELECT, conversationIds).thenApply(rows -> rows.stream()
                .filter(row -> !row.isNull("kind"))
                .collect(Collectors.toMap(
                        row -> requireNonNull(row.getString("conversation_id")), ConversationTable::stored)));
    }

    private static Stored stored(Row row) {
        return new Stored(
                ConversationKind.valueOf(requireNonNull(row.getString("kind")).toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getString("description"),
                requireNonNull(row.getString("created_by")),
                requireNonNull(row.getInstant("created_at")));
    }
}
