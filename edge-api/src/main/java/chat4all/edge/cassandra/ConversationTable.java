package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.ConversationKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a conversation is, as the history sink stored it. */
public final class ConversationTable {
    private static final String SELECT =
            "SELECT kind, name, description, created_by, created_at" + " FROM conversations WHERE conversation_id = ?";

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
        return cassandra.read(SELECT, conversationId).thenApply(rows -> rows.stream()
                .filter(row -> !row.isNull("kind"))
                .findFirst()
                .map(row -> new Stored(
                        ConversationKind.valueOf(
                                requireNonNull(row.getString("kind")).toUpperCase(Locale.ROOT)),
                        row.getString("name"),
                        row.getString("description"),
                        requireNonNull(row.getString("created_by")),
                        requireNonNull(row.getInstant("created_at")))));
    }
}
