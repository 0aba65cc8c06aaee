package chat4all.local;

import chat4all.servers.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the logs, of one component or of all. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "show the log of a component, or of all")
final class LogsCommand implements Callable<Integer> {

    private static final String SUFFIX = ".log";
    private static final long POLL_MILLIS = 200;

    @Mixin
    private StackOptions stack = new StackOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "COMPONENT",
            description = "as ./chat4all status names it; also supervisor")
    private @Nullable String component;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what is added")
    private boolean follow;

    @Option(names = "-n", defaultValue = "40", paramLabel = "LINES", description = "how many lines (default: 40)")
    private int lines = 40;

    private final Consumer<String> out = new Console();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, Path> logs = logs();
        String wanted = component;
        if (wanted != null && !logs.containsKey(wanted)) {
            throw new StackFailure("There is no log of " + wanted + ". There are: " + String.join(", ", logs.keySet()));
        }
        if (wanted != null) {
            logs.keySet().retainAll(List.of(wanted));
        }
        Map<String, LogFollower> followers = new LinkedHashMap<>();
        logs.forEach((name, file) -> {
            followers.put(name, LogFollower.fromEnd(file));
            LogFile.tail(file, lines, 0).forEach(line -> print(name, line));
        });
        while (follow) {
            followers.forEach((name, log) -> log.newLines().forEach(line -> print(name, line)));
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return 0;
    }

    private void print(String name, String line) {
        out.accept(component == null ? "%-12s | %s".formatted(name, line) : line);
    }

    private Map<String, Path> logs() throws IOException {
        Path folder = stack.data().logs();
        Map<String, Path> logs = new LinkedHashMap<>();
        if (!Files.isDirectory(folder)) {
            return logs;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(file -> {
                String name = file.getFileName().toString();
                logs.put(name.substring(0, name.length() - SUFFIX.length()), file);
            });
        }
        return logs;
    }
}
