package chat4all.connectors.cassandra;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session that is opened in the background; until then, and while Cassandra is away, whatever asks it throws. */
public final class LateSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LateSession.class);

    private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();
    private final Thread opener;
    private volatile @Nullable CqlSession open;
    private volatile boolean closed;

    public LateSession(CassandraConfig config) {
        opener = new Thread(() -> connect(config), "cassandra-opener");
        opener.setDaemon(true);
        opener.start();
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

    private void connect(CassandraConfig config) {
        while (!closed) {
            try {
                CqlSession session = Cassandra.connect(config, "connectors");
                open = session;
                if (closed) {
                    session.close();
                }
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    log.warn("Cassandra cannot be reached, trying on: {}", e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        opener.interrupt();
        CqlSession now = open;
        if (now != null) {
            now.close();
        }
    }
}
