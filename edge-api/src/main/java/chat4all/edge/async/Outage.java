package chat4all.edge.async;

/**
 * A part we depend on (Kafka, Cassandra, the topology) cannot answer now. Expected, hence without a stack trace; callers
 * fall back to another source or answer 503.
 */
public final class Outage extends RuntimeException {
    public Outage(String part, Throwable cause) {
        super(part + " cannot answer: " + cause, cause, false, false);
    }

    public Outage(String message) {
        super(message, null, false, false);
    }
}
