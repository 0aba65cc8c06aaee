package chat4all.runtime.files;

/** The store has no such object, or no such upload in parts. */
public final class NoSuchObjectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoSuchObjectException(String key, Throwable cause) {
        super("no object " + key, cause);
    }
}
