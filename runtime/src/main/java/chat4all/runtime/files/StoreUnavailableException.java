package chat4all.runtime.files;

/** The object store cannot answer now: an outage, which passes. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(Throwable cause) {
        super("the object store cannot answer now: " + cause.getMessage(), cause);
    }
}
