package chat4all.push.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.push.feed.History;
import chat4all.push.feed.LogEntry;
import chat4all.push.feed.Sight;
import chat4all.runtime.LateStart;
import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The history in Cassandra, which may be away: at the start for as long as it likes. A read that is not answered within
 * {@link #READ} fails, and with it, at once, those of the next half second: nobody queues for a store that is away.
 */
public final class CassandraHistory implements History, AutoCloseable {
    private static final Duration READ = Duration.ofMillis(800);
    private static final Duration RESPITE = Duration.ofMillis(500);

    private final LateStart opening;
    private volatile @Nullable Statements statements;
    private volatile long awayUntil = System.nanoTime();

    /** Returns at once. */
    public CassandraHistory(CassandraConfig config) {
        this.opening = LateStart.of("history", () -> open(config));
    }

    public boolean isUp() {
        var open = statements;
        return open != null && Cassandra.isConnected(open.session());
    }

    @Override
    public CompletionStage<Map<String, Long>> heads(String userId, int limit) {
        return read(Statements::heads, userId, limit).thenApply(rows -> {
            Map<String, Long> heads = new LinkedHashMap<>();
            rows.forEach(row -> heads.put(requireNonNull(row.getString("conversation_id")), row.getLong("last_seq")));
            return heads;
        });
    }

    @Override
    public CompletionStage<Sight> sight(String conversationId, String userId) {
        return read(Statements::stays, conversationId, userId)
                .thenApply(rows -> new Sight(rows.stream()
                        .map(row -> new VisibleRange(row.getLong("first_visible_seq"), lastVisible(row)))
                        .toList()));
    }

    @Override
    public CompletionStage<List<LogEntry>> events(
            String conversationId, String reader, long first, long last, int limit) {
        long end = Math.min(last, (HistoryTable.bucketOf(first) + 1) * HistoryTable.EVENTS_PER_BUCKET - 1);
        return read(Statements::events, conversationId, HistoryTable.bucketOf(first), first, end, limit)
                .thenCompose(rows -> EditedTexts.of(
                                rows, (bucket, seqs) -> read(Statements::texts, conversationId, bucket, seqs))
                        .thenApply(texts -> rows.stream()
                                .map(row -> StoredEvents.entry(conversationId, reader, row, texts))
                                .filter(Objects::nonNull)
                                .toList()));
    }

    @Override
    public CompletionStage<Map<String, Mark>> marks(String conversationId) {
        return read(Statements::marks, conversationId).thenApply(rows -> {
            Map<String, Mark> marks = new LinkedHashMap<>();
            rows.forEach(row -> marks.put(
                    requireNonNull(row.getString("user_id")),
                    new Mark(row.getLong("delivered_seq"), row.getLong("read_seq"))));
            return marks;
        });
    }

    @Override
    public CompletionStage<List<OwnStatus>> ownStatuses(String conversationId, String userId, long last, int limit) {
        return read(Statements::newest, conversationId, HistoryTable.bucketOf(last), last, limit)
                .thenApply(rows -> rows.stream()
                        .map(row -> StoredEvents.ownStatus(userId, row))
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Override
    public CompletionStage<List<String>> members(String conversationId) {
        return read(Statements::members, conversationId).thenApply(rows -> rows.stream()
                .filter(row -> lastVisible(row) == null)
                .map(row -> requireNonNull(row.getString("user_id")))
                .toList());
    }

    @Override
    public void close() {
        opening.close();
    }

    private CqlSession open(CassandraConfig config) {
        var session = Cassandra.connect(config, "push");
        try {
            statements = Statements.prepare(session);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    private CompletionStage<List<Row>> read(Function<Statements, PreparedStatement> statement, Object... values) {
        var open = statements;
        if (open == null || System.nanoTime() - awayUntil < 0) {
            return CompletableFuture.failedFuture(new StoreAwayException());
        }
        var bound = statement.apply(open).bind(values).setTimeout(READ);
        return open.session()
                .executeAsync(bound)
                .thenCompose(page -> rest(page, new ArrayList<>()))
                .whenComplete((rows, failed) -> {
                    if (failed != null) {
                        awayUntil = System.nanoTime() + RESPITE.toNanos();
                    }
                });
    }

    private static CompletionStage<List<Row>> rest(AsyncResultSet page, List<Row> rows) {
        page.currentPage().forEach(rows::add);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> rest(next, rows))
                : CompletableFuture.completedFuture(rows);
    }

    private static @Nullable Long lastVisible(Row row) {
        return row.isNull("last_visible_seq") ? null : (Long) row.getLong("last_visible_seq");
    }
}
