package chat4all.local;

import chat4all.servers.ChildProcess;
import chat4all.servers.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks processes to end one after the other; the supervisor starts each again, and it must serve before the next. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "end and start components again, one after the other, each ready before the next")
final class RestartCommand implements Callable<Integer> {

    /** As long as a container is given. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;

    @Mixin
    private StackOptions stack = new StackOptions();

    @Parameters(arity = "1..*", paramLabel = "COMPONENT", description = "as ./chat4all status names it")
    private List<String> names = List.of();

    private final Consumer<String> out = new Console();

    @Override
    public Integer call() throws InterruptedException {
        StackState state = stack.running()
                .orElseThrow(() -> new StackFailure(
                        "Chat4All is not running in " + stack.data().root() + ": ./chat4all up"));
        List<Layout.Part> parts = state.layout().parts();
        List<String> known = parts.stream().map(Layout.Part::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new StackFailure("There is no component " + name + ". There are: " + String.join(", ", known));
            }
        }
        for (String name : names) {
            restart(parts.get(known.indexOf(name)));
        }
        return 0;
    }

    private void restart(Layout.Part part) throws InterruptedException {
        long began = System.nanoTime();
        Optional<ProcessIdentity> before = process(part);
        Optional<ProcessHandle> living = before.flatMap(ProcessIdentity::find);
        if (living.isPresent()) {
            ChildProcess.end(living.get(), GRACE);
        }
        while (process(part).filter(now -> !before.equals(Optional.of(now))).isEmpty()
                || !part.probe().succeeds()) {
            if (System.nanoTime() - began > READY_WITHIN.toNanos()) {
                throw new StackFailure(part.name() + " is not ready after " + READY_WITHIN.toSeconds()
                        + " s: ./chat4all logs " + part.name());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        out.accept("%-12s restarted in %.1f s".formatted(part.name(), (System.nanoTime() - began) / 1e9));
    }

    private Optional<ProcessIdentity> process(Layout.Part part) {
        return stack.running().stream()
                .flatMap(state -> state.components().stream())
                .filter(member -> member.name().equals(part.name()))
                .findFirst()
                .flatMap(member -> Optional.ofNullable(member.process()));
    }
}
