package chat4all.sinks.cassandra;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.MeterRegistry;

/** One session and the two stores that write through it. Opening prepares every statement, so it fails on a wrong schema. */
public final class Database implements AutoCloseable {
    private final CqlSession session;
    private final Writes writes;
    private final HistoryStore history;
    private final StatusStore status;

    private Database(CqlSession session, Writes writes) {
        this.session = session;
        this.writes = writes;
        this.history = new HistoryStore(session, writes);
        this.status = new StatusStore(session, writes);
    }

    /** Waits for Cassandra as {@link Cassandra#connect} does. */
    public static Database open(CassandraConfig config, MeterRegistry registry) {
        return open(config, Backoff.STANDARD, registry);
    }

    static Database open(CassandraConfig config, Backoff backoff, MeterRegistry registry) {
        CqlSession session = Cassandra.connect(config, "sinks");
        Writes writes = new Writes(session, backoff, registry);
        try {
            return new Database(session, writes);
        } catch (RuntimeException e) {
            writes.close();
            session.close();
            throw e;
        }
    }

    public HistoryStore history() {
        return history;
    }

    public StatusStore status() {
        return status;
    }

    /** Whether a node is connected and no write is waiting for one; answered from memory. */
    public boolean isUp() {
        return !writes.areFailing() && Cassandra.isConnected(session);
    }

    @Override
    public void close() {
        writes.close();
        session.close();
    }
}
