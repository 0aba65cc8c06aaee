package chat4all.runtime.init;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies {@code schema.cql}, each of whose statements creates something unless it exists. */
final class CassandraTables {
    private static final Logger log = LoggerFactory.getLogger(CassandraTables.class);
    /** A fresh node takes seconds for its first table. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private CassandraTables() {}

    static void create(CassandraConfig config) {
        var statements = SchemaScript.load().statements(config);
        try (var session = Cassandra.connectWithoutKeyspace(config, "init")) {
            for (var statement : statements) {
                session.execute(SimpleStatement.newInstance(statement)
                        .setTimeout(TIMEOUT)
                        .setConsistencyLevel(ConsistencyLevel.ONE));
            }
            if (!session.checkSchemaAgreement()) {
                throw new IllegalStateException("The nodes of Cassandra do not agree on the schema.");
            }
        }
        log.info("Keyspace {}: {} statements applied", config.keyspace(), statements.size());
    }
}
