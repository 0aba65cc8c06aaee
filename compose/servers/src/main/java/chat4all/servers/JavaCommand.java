package chat4all.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@code java} command line for a child process. */
public final class JavaCommand {

    /** glibc otherwise keeps an arena per thread, which costs a JVM with many threads a hundred megabytes. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private static final List<String> COMMON_FLAGS = List.of(
            // Half a log line of a crash is worth more than a process that limps on.
            "-XX:+ExitOnOutOfMemoryError",
            // With the second compiler, five JVMs on two cores compile for minutes before they are quicker for it.
            "-XX:TieredStopAtLevel=1");

    private JavaCommand() {}

    /** The JDK 17 with these flags, this class path and main class, and its arguments. */
    public static List<String> of(List<String> flags, String classPath, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Jdk.java17().toString());
        command.addAll(COMMON_FLAGS);
        // The last of two that contradict each other counts.
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }
}
