package chat4all.local;

/** The stack cannot come up; the message is for the person at the terminal. */
final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackFailure(String message) {
        super(message);
    }
}
