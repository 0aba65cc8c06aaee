package chat4all.local;

import chat4all.servers.ProcessSpec;
import java.util.List;

/**
 * Puts a process into a session of its own. Otherwise Ctrl-C in the terminal would reach every child at once and the
 * servers would go before the services that need them to close.
 */
final class OwnSession {

    private static final String LAUNCHER = "setsid";

    private OwnSession() {}

    /** Where there is no {@code setsid} (macOS) the process stays in our session. */
    static ProcessSpec of(ProcessSpec spec) {
        return Commands.onPath(LAUNCHER).isPresent() ? spec.behind(List.of(LAUNCHER)) : spec;
    }
}
