package chat4all.bench;

/** The API could not be reached or answered what makes going on pointless; the message is for people. */
final class ApiException extends RuntimeException {
    ApiException(String message) {
        super(message);
    }
}
