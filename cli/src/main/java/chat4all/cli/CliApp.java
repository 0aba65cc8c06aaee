package chat4all.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code ./chat4all cli}: the menu, or one command. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 unreachable. Reads
 * the environment, and ends the process.
 */
@Command(
        name = "./chat4all cli",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        subcommands = {
            AccountCommands.Login.class,
            AccountCommands.Register.class,
            AccountCommands.Logout.class,
            MessageCommands.Send.class,
            MessageCommands.Messages.class,
            MessageCommands.Conversations.class,
            ListenCommand.class,
            MessageCommands.Read.class,
            MessageCommands.Status.class,
            FileCommands.Upload.class,
            FileCommands.Download.class,
            GroupCommands.class,
            IdentityCommands.class,
            InfraCommand.class
        })
public final class CliApp implements Callable<Integer> {
    @Option(names = "--json", scope = ScopeType.INHERIT, descriptionKey = "help.json")
    private boolean json;

    @Option(names = "--api", paramLabel = "URL", scope = ScopeType.INHERIT, descriptionKey = "help.api")
    private @Nullable URI api;

    @Option(names = "--ws", paramLabel = "URL", scope = ScopeType.INHERIT, descriptionKey = "help.ws")
    private @Nullable URI socket;

    private final Map<String, String> environment;
    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);
    private Texts texts;

    private CliApp(Map<String, String> environment, Texts texts) {
        this.environment = environment;
        this.texts = texts;
    }

    public static void main(String[] args) {
        System.exit(run(System.getenv(), args));
    }

    private static int run(Map<String, String> environment, String... args) {
        CliApp app = new CliApp(environment, chosen(args, environment));
        return new CommandLine(app)
                .setResourceBundle(app.texts.bundle())
                .setUsageHelpAutoWidth(true)
                .setOut(writer(app.out))
                .setErr(writer(app.err))
                .setParameterExceptionHandler((wrong, given) -> app.misused(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof Failure known) {
                        return app.failed(known);
                    }
                    throw failure;
                })
                .execute(args);
    }

    /** The language has to be known before the arguments are understood: it says what is wrong with them. */
    private static Texts chosen(String[] args, Map<String, String> environment) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--lang=")) {
                return Texts.in(args[i].substring("--lang=".length()));
            }
            if (args[i].equals("--lang") && i + 1 < args.length) {
                return Texts.in(args[i + 1]);
            }
        }
        return Texts.of(environment);
    }

    @Option(names = "--lang", paramLabel = "pt|en", scope = ScopeType.INHERIT, descriptionKey = "help.lang")
    void language(String language) {
        texts = Texts.in(language);
    }

    /** Without a command: the menu. */
    @Override
    public Integer call() {
        if (!atATerminal()) {
            throw Failure.usage("failure.noTerminal");
        }
        return Menu.run(this::desk, texts);
    }

    private int misused(ParameterException wrong) {
        String what = wrong.getMessage();
        if (wrong instanceof UnmatchedArgumentException unknown) {
            what = texts.of("usage.unknown", String.join(" ", unknown.getUnmatched()));
        } else if (wrong instanceof MissingParameterException missing) {
            what = texts.of(
                    "usage.missing",
                    String.join(
                            ", ",
                            missing.getMissing().stream()
                                    .map(CommandLine.Model.ArgSpec::paramLabel)
                                    .toList()));
        }
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        err.println(what + "\n" + texts.of("usage.help", command));
        return Failure.USAGE;
    }

    private int failed(Failure failure) {
        if (json && failure.problem().isObject()) {
            desk().json(failure.problem());
        }
        err.println(Style.RED.of("✗ ", colours()) + failure.explain(texts));
        return failure.exitCode();
    }

    boolean json() {
        return json;
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    Desk desk() {
        return desk(texts);
    }

    private Desk desk(Texts words) {
        Chat chat = new Chat(
                address(api, "CHAT4ALL_API_URL", "http://localhost:8082"),
                address(socket, "CHAT4ALL_WS_URL", "ws://localhost:8085"),
                SessionFile.of(environment));
        Show show = new Show(words, colours() && !json, Clock.system(ZoneId.systemDefault()));
        return new Desk(chat, words, show, out, err, atATerminal());
    }

    @SuppressWarnings("SystemConsoleNull") // it is null in the JDK 17 that this is built for
    private static boolean atATerminal() {
        return System.console() != null;
    }

    private boolean colours() {
        return atATerminal()
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").equals("dumb");
    }

    private URI address(@Nullable URI given, String variable, String standard) {
        String named = variable(variable);
        try {
            URI address = Objects.requireNonNullElseGet(given, () -> URI.create(named.isEmpty() ? standard : named));
            String text = address.toString().replaceFirst("/+$", "");
            if (address.getHost() == null) {
                throw Failure.usage("failure.address", text);
            }
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw Failure.usage("failure.address", named);
        }
    }

    private static PrintWriter writer(PrintStream to) {
        return new PrintWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), true);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
