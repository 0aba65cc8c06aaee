package chat4all.connectors.cassandra;

import chat4all.runtime.LateStart;
import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A session that is opened in the background; until then, and while Cassandra is away, whatever asks it throws. */
public final class LateSession implements AutoCloseable {
    private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();
    private final LateStart opening;
    private volatile @Nullable CqlSession open;

    public LateSession(CassandraConfig config) {
        opening = LateStart.of("cassandra session", () -> connect(config));
    }

    public boolean isUp() {
        return open != null;
    }

    /** @param statement one of a fixed few: each is prepared once */
    BoundStatement bound(String statement, @Nullable Object... values) {
        CqlSession session = opened();
        return prepared.computeIfAbsent(statement, session::prepare).bind(values);
    }

    ResultSet execute(BoundStatement statement) {
        return opened().execute(statement);
    }

    /** Statements on one partition, of which readers see all or none. */
    void executeTogether(List<BoundStatement> statements) {
        opened().execute(BatchStatement.newInstance(BatchType.UNLOGGED)
                .addAll(statements)
                .setIdempotent(true));
    }

    CompletableFuture<Void> write(BoundStatement statement) {
        return opened().executeAsync(statement).toCompletableFuture().thenApply(written -> null);
    }

    private CqlSession opened() {
        CqlSession now = open;
        if (now == null) {
            throw new IllegalStateException("Cassandra has not answered yet");
        }
        return now;
    }

    private CqlSession connect(CassandraConfig config) {
        CqlSession session = Cassandra.connect(config, "connectors");
        open = session;
        return session;
    }

    @Override
    public void close() {
        opening.close();
    }
}
