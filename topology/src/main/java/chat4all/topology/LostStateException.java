package chat4all.topology;

/** Conversations would begin anew although the log shows that they had begun, or cannot be built again now. */
public final class LostStateException extends RuntimeException {
    LostStateException(String message) {
        super(message);
    }

    LostStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
