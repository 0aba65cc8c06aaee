package chat4all.servers;

import java.io.IOException;

/** Asks a process, in its own protocol, whether it serves. An exception means no, as {@code false} does. */
@FunctionalInterface
public interface Probe {

    boolean serves() throws IOException;

    /** The answer without the exception. */
    default boolean succeeds() {
        try {
            return serves();
        } catch (IOException notYet) {
            return false;
        }
    }
}
