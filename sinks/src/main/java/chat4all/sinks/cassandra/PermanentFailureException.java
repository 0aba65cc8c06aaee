package chat4all.sinks.cassandra;

/** A write that Cassandra refuses however often it is tried: the record is at fault, not the database. */
public final class PermanentFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PermanentFailureException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
