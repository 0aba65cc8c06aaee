package chat4all.edge.cassandra;

import chat4all.edge.async.Outage;
import chat4all.runtime.LateStart;
import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The session, opened in the background however long that takes, and the prepared statements. Whatever cannot be
 * answered within a second (two for a write, five for a conditional one) fails as an {@link Outage}.
 */
public final class CassandraLink implements AutoCloseable {
    private static final Duration READ = Duration.ofSeconds(1);
    private static final Duration WRITE = Duration.ofSeconds(2);
    private static final Duration CONDITIONAL = Duration.ofSeconds(5);

    private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();
    private final LateStart opening;
    private volatile @Nullable CqlSession session;

    public CassandraLink(CassandraConfig config) {
        opening = LateStart.of("cassandra session", () -> open(config));
    }

    /** All rows of a bounded read. */
    CompletableFuture<List<Row>> read(String cql, Object... values) {
        return run(cql, bound -> bound.setTimeout(READ), values).thenCompose(first -> rest(first, new ArrayList<>()));
    }

    /** A write that may be repeated. */
    CompletableFuture<Void> write(String cql, @Nullable Object... values) {
        return run(cql, bound -> bound.setTimeout(WRITE).setIdempotent(true), values)
                .thenAccept(written -> {});
    }

    /** Whether a conditional write took place. */
    CompletableFuture<Boolean> writeIf(String cql, @Nullable Object... values) {
        return run(
                        cql,
                        bound -> bound.setTimeout(CONDITIONAL)
                                .setIdempotent(false)
                                .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL),
                        values)
                .thenApply(AsyncResultSet::wasApplied);
    }

    public boolean isUp() {
        var open = session;
        return open != null && Cassandra.isConnected(open);
    }

    private CompletableFuture<AsyncResultSet> run(
            String cql, Function<BoundStatement, BoundStatement> options, @Nullable Object... values) {
        var open = session;
        if (open == null) {
            return CompletableFuture.failedFuture(new Outage("Cassandra has not answered yet"));
        }
        return prepared(open, cql)
                .thenCompose(statement -> open.executeAsync(options.apply(statement.bind(values))))
                .exceptionally(failure -> {
                    throw translated(failure);
                });
    }

    private CompletableFuture<PreparedStatement> prepared(CqlSession open, String cql) {
        var known = prepared.get(cql);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return open.prepareAsync(cql).toCompletableFuture().thenApply(fresh -> {
            prepared.put(cql, fresh);
            return fresh;
        });
    }

    private static CompletableFuture<List<Row>> rest(AsyncResultSet page, List<Row> rows) {
        page.currentPage().forEach(rows::add);
        return page.hasMorePages()
                ? page.fetchNextPage().toCompletableFuture().thenCompose(next -> rest(next, rows))
                : CompletableFuture.completedFuture(rows);
    }

    private static RuntimeException translated(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DriverException && !(cause instanceof QueryValidationException)) {
            return new Outage("Cassandra", cause);
        }
        return cause instanceof RuntimeException expected ? expected : new CompletionException(cause);
    }

    private CqlSession open(CassandraConfig config) {
        var opened = Cassandra.connect(config, "edge");
        session = opened;
        return opened;
    }

    @Override
    public void close() {
        opening.close();
    }
}
