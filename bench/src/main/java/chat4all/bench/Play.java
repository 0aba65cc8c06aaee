package chat4all.bench;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A demo: it plays something through the public API, prints what happens, and ends with a check. Exit codes: 0 when the
 * check holds, 1 when not, 3 when the platform could not be reached.
 */
abstract class Play implements Callable<Integer> {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(names = "--api", defaultValue = "${env:CHAT4ALL_API_URL:-http://localhost:8082}")
    private URI http = URI.create("http://localhost:8082");

    @Option(names = "--ws", defaultValue = "${env:CHAT4ALL_WS_URL:-ws://localhost:8085}")
    private URI socket = URI.create("ws://localhost:8085");

    @Option(names = "--simulator", defaultValue = "${env:CHAT4ALL_SIMULATOR_URL:-http://localhost:9400}")
    private URI simulator = URI.create("http://localhost:9400");

    @Option(names = "--lang", description = "pt or en (by default the terminal's)")
    private @Nullable String language;

    @Option(names = "--status-file", description = "what ./chat4all status --json printed")
    private @Nullable Path statusFile;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** Where a demo takes place. */
    record Stage(
            Api api,
            URI http,
            URI socket,
            URI simulator,
            @Nullable Path statusFile,
            Words words,
            PrintStream out) {
        void say(String key, Object... values) {
            out.println(words.of(key, values));
        }

        void fact(String key, Object... values) {
            out.println("    " + words.of(key, values));
        }

        /** Says what was found and passes it on. */
        boolean verdict(boolean holds, String key, Object... values) {
            out.println();
            out.println(holds ? "✔ " + words.of(key, values) : "✘ " + words.of("failed"));
            return holds;
        }
    }

    /** Whether the check at the end holds. */
    abstract boolean play(Stage stage);

    @Override
    public Integer call() {
        var stage = new Stage(new Api(http, socket), http, socket, simulator, statusFile, words(), out);
        try {
            return play(stage) ? 0 : 1;
        } catch (ApiException e) {
            return failed(stage, e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException known) {
                return failed(stage, known);
            }
            out.println();
            stage.say("unreachable", http, socket, String.valueOf(e.getCause()));
            return 3;
        }
    }

    private Words words() {
        return language == null ? Words.of(System.getenv()) : Words.in(language);
    }

    private static int failed(Stage stage, ApiException e) {
        stage.out().println();
        stage.say("broken", String.valueOf(e.getMessage()));
        return 1;
    }
}
