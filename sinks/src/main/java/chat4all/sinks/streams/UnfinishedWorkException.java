package chat4all.sinks.streams;

import org.jspecify.annotations.Nullable;

/** Thrown into a stream thread so that it ends without committing; its records are then read again. */
final class UnfinishedWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfinishedWorkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
