package chat4all.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.connection.FrameTooLongException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;

/**
 * Tells whose fault a failed write is. Only what the record itself causes is permanent; everything else, known or not,
 * is taken for an outage, because giving up on a record that could be written would lose it.
 */
final class Faults {
    private final CqlSession session;

    Faults(CqlSession session) {
        this.session = session;
    }

    boolean isPermanent(Throwable error, String table) {
        // The driver refuses values that do not fit with IllegalArgumentException.
        if (error instanceof CodecNotFoundException
                || error instanceof FrameTooLongException
                || error instanceof IllegalArgumentException) {
            return true;
        }
        // A table that is missing makes every statement invalid and no record guilty.
        return error instanceof InvalidQueryException && exists(table);
    }

    private boolean exists(String table) {
        return session.getKeyspace()
                .flatMap(session.getMetadata()::getKeyspace)
                .flatMap(keyspace -> keyspace.getTable(table))
                .isPresent();
    }
}
