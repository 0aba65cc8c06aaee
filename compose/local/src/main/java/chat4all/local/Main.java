package chat4all.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./chat4all}. Exit codes: 0 done, 1 failed or not all up, 2 wrong usage. */
@Command(
        name = "./chat4all",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RestartCommand.class,
            ResetCommand.class,
            ClientCommand.Demo.class,
            ClientCommand.Bench.class,
            TailCommand.class,
            ConformCommand.class
        })
public final class Main implements Callable<Integer> {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof StackFailure || failure instanceof IllegalStateException)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(args);
    }

    /** Without a command: what there is. */
    @Override
    public Integer call() {
        try (InputStream usage = Main.class.getResourceAsStream("usage.txt")) {
            if (usage == null) {
                throw new IllegalStateException("usage.txt is missing");
            }
            System.out.print(new String(usage.readAllBytes(), StandardCharsets.UTF_8));
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
