package chat4all.sinks.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.util.List;

/** Statements of one partition, which Cassandra applies together as a single mutation. */
final class OneMutation {
    private OneMutation() {}

    static BatchStatement of(List<BoundStatement> statements) {
        return BatchStatement.builder(BatchType.UNLOGGED)
                .addStatements(List.copyOf(statements))
                .setIdempotence(true)
                .build();
    }
}
