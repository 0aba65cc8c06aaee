package chat4all.push.cassandra;

/** Cassandra does not answer now. Expected, hence without a stack trace: whoever reads tries again. */
final class StoreAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreAwayException() {
        super("Cassandra does not answer", null, false, false);
    }
}
