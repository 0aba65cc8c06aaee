package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** A command for scripts and people alike: the answer of the API as JSON, or as lines to read. */
abstract class OneShot implements Callable<Integer> {
    @ParentCommand
    private @Nullable CliApp app;

    @Override
    public final Integer call() {
        run(app(), app().desk());
        return 0;
    }

    abstract void run(CliApp cli, Desk desk);

    private CliApp app() {
        return Objects.requireNonNull(app);
    }

    /** The same for a command that is a method. */
    static int run(@Nullable CliApp app, Function<Desk, JsonNode> call, BiFunction<Desk, JsonNode, String> line) {
        CliApp cli = Objects.requireNonNull(app);
        Desk desk = cli.desk();
        answer(cli, desk, call.apply(desk), answer -> line.apply(desk, answer));
        return 0;
    }

    static void answer(CliApp cli, Desk desk, JsonNode answer, Function<JsonNode, String> line) {
        if (cli.json()) {
            desk.json(answer);
        } else {
            desk.line(line.apply(answer));
        }
    }
}
