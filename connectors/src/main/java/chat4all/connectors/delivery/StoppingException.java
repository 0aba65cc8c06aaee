package chat4all.connectors.delivery;

/** The process ends in the middle of something: what is written down so far tells the next one where to go on. */
final class StoppingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppingException() {
        super("stopping", null, false, false);
    }
}
