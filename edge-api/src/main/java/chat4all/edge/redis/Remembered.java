package chat4all.edge.redis;

/** What is known of a client's own message id. */
public sealed interface Remembered {

    /** It was answered with this timestamp (epoch milliseconds), for a request of this fingerprint. */
    record Answered(String fingerprint, long answeredAt) implements Remembered {}

    /** Its sender has used it in another conversation. */
    record Elsewhere() implements Remembered {}
}
