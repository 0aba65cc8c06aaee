package chat4all.servers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognises in a log the few mistakes that stop a local server from starting. */
final class Hints {

    private Hints() {}

    static Optional<String> from(List<String> log) {
        String text = String.join("\n", log).toLowerCase(Locale.ROOT);
        if (text.contains("address already in use") || text.contains("failed to bind")) {
            return Optional.of("another process holds one of its ports.");
        }
        if (text.contains("no space left on device")) {
            return Optional.of("the disk is full.");
        }
        if (text.contains("unsupportedclassversionerror") || text.contains("security manager")) {
            return Optional.of("this is the wrong Java: set JAVA_HOME to a JDK 17.");
        }
        if (text.contains("could not reserve enough space") || text.contains("cannot allocate memory")) {
            return Optional.of("there is not enough free memory.");
        }
        if (text.contains("permission denied") || text.contains("accessdeniedexception")) {
            return Optional.of("a file of the data directory belongs to another user.");
        }
        return Optional.empty();
    }
}
