package chat4all.local;

import chat4all.servers.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the stack down; its data stays. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "stop everything; the data stays")
final class DownCommand implements Callable<Integer> {

    /** Longer than the grace times of services and servers together. */
    private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(16);

    @Mixin
    private StackOptions stack = new StackOptions();

    private final Consumer<String> out = new Console();

    @Override
    public Integer call() throws InterruptedException {
        out.accept(down(stack.data()) ? "Chat4All is stopped." : "Chat4All is not running.");
        return 0;
    }

    /** Whether there was anything to stop. */
    static boolean down(DataDirectory data) throws InterruptedException {
        Optional<StackState> state = new StateFile(data).read();
        if (state.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> supervisor = state.get().supervisor().find();
        if (supervisor.isPresent()) {
            ChildProcess.end(supervisor.get(), SUPERVISOR_GRACE);
        }
        // What a killed supervisor left behind; read again, for it may have started something meanwhile.
        List<ProcessHandle> left =
                new StateFile(data).read().map(StackState::livingMembers).orElse(List.of());
        Leftovers.end(left);
        return supervisor.isPresent() || !left.isEmpty();
    }
}
