package chat4all.local;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The flags with which the script starts a command; a supervisor in the background is started with the same. */
final class JvmFlags {

    static final List<String> OF_THIS_PROCESS =
            List.copyOf(ManagementFactory.getRuntimeMXBean().getInputArguments());

    private JvmFlags() {}
}
