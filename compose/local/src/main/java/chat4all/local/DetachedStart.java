package chat4all.local;

import chat4all.servers.ChildProcess;
import chat4all.servers.JavaCommand;
import chat4all.servers.ProcessIdentity;
import chat4all.servers.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts a supervisor in the background, shows what it says, and returns when the stack is ready or has failed. */
final class DetachedStart {

    private static final String SUPERVISOR = "supervisor";
    private static final long POLL_MILLIS = 50;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final DataDirectory data;
    private final Layout layout;
    private final Consumer<String> out;

    DetachedStart(DataDirectory data, Layout layout, Consumer<String> out) {
        this.data = data;
        this.layout = layout;
        this.out = out;
    }

    /** The exit code: that of the supervisor if it has ended already. */
    int run() throws InterruptedException {
        LogFollower log = LogFollower.fromEnd(data.log(SUPERVISOR));
        ChildProcess supervisor = ChildProcess.start(OwnSession.of(spec()));
        // Ctrl-C before everything is ready takes back what was begun.
        Thread takeBack = new Thread(() -> supervisor.process().destroy());
        Runtime.getRuntime().addShutdownHook(takeBack);
        ProcessIdentity identity = ProcessIdentity.of(supervisor.process().toHandle());
        while (supervisor.isAlive() && !isReady(identity)) {
            log.newLines().forEach(out);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        boolean ready = supervisor.isAlive();
        if (ready) {
            Runtime.getRuntime().removeShutdownHook(takeBack);
            // The last lines follow the change of state at once.
            TimeUnit.MILLISECONDS.sleep(2 * POLL_MILLIS);
        }
        log.newLines().forEach(out);
        return ready ? 0 : supervisor.process().exitValue();
    }

    private boolean isReady(ProcessIdentity supervisor) {
        return new StateFile(data)
                .read()
                .filter(state -> state.supervisor().pid() == supervisor.pid())
                .filter(state -> state.phase() == StackState.Phase.READY)
                .isPresent();
    }

    private ProcessSpec spec() {
        List<String> arguments = new ArrayList<>(List.of(
                "up",
                "--in-background",
                "--data-dir",
                data.root().toString(),
                "--port-offset",
                Integer.toString(layout.ports().offset())));
        switch (layout.mode()) {
            case TOGETHER -> {}
            case SEPARATE -> {
                arguments.add("--separate");
                arguments.add("--scale=" + layout.scale().text());
            }
            case NONE -> arguments.add("--servers-only");
        }
        return new ProcessSpec(
                SUPERVISOR,
                () -> {},
                JavaCommand.of(
                        JvmFlags.OF_THIS_PROCESS,
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        arguments.toArray(String[]::new)),
                Map.of(),
                Path.of("").toAbsolutePath(),
                data.log(SUPERVISOR),
                0,
                () -> true,
                STOP_WITHIN,
                STOP_WITHIN);
    }
}
