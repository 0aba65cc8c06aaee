package chat4all.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows each process of the stack. The exit code is 0 only when all of them serve. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "show every process; exit code 0 only when all are up")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private StackOptions stack = new StackOptions();

    @Option(names = "--json", description = "for programs")
    private boolean json;

    private final Consumer<String> out = new Console();

    @Override
    public Integer call() throws JsonProcessingException {
        Status status = Status.of(stack.data(), stack.layoutOrStarted());
        out.accept(json ? status.json() : table(status.components()));
        return status.allUp() ? 0 : 1;
    }

    private static String table(List<Status.Row> rows) {
        StringBuilder table = new StringBuilder("%-12s %-8s %8s %6s %8s %7s  %s"
                .formatted("NAME", "STATE", "PID", "PORT", "RESTARTS", "RSS MB", "URL"));
        for (Status.Row row : rows) {
            Object pid = row.pid() == null ? "-" : row.pid();
            table.append("\n%-12s %-8s %8s %6d %8d %7d  %s"
                    .formatted(row.name(), row.state(), pid, row.port(), row.restarts(), row.rssMb(), row.url()));
        }
        int memory = rows.stream().mapToInt(Status.Row::rssMb).sum();
        return table.append("\n%-12s %42d".formatted("total", memory)).toString();
    }
}
