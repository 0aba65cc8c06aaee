package chat4all.local;

import chat4all.servers.ChildProcess;
import chat4all.servers.ProcessIdentity;
import chat4all.servers.ProcessSpec;
import chat4all.servers.Server;
import chat4all.servers.ServerSpecs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings one stack up, keeps it up and takes it down: servers side by side, then topics, tables and bucket, then the
 * services; down in the opposite order. It owns the state file. The lock of the data directory must be held.
 */
final class Supervisor {

    private static final long POLL_MILLIS = 20;

    private final DataDirectory data;
    private final Layout layout;
    private final Consumer<String> report;
    private final StateFile stateFile;
    private final List<Component> servers = new CopyOnWriteArrayList<>();
    private final List<Component> services = new CopyOnWriteArrayList<>();
    private StackState.Phase phase = StackState.Phase.STARTING;
    private @Nullable String failure;
    private volatile @Nullable ChildProcess init;

    Supervisor(DataDirectory data, Layout layout, Consumer<String> report) {
        this.data = data;
        this.layout = layout;
        this.report = report;
        this.stateFile = new StateFile(data);
    }

    /** Returns when everything serves. Throws when a part cannot be brought up; {@link #stop} must follow in any case. */
    void start() throws InterruptedException {
        endLeftovers();
        List<String> problems = Preflight.problems(data, layout);
        if (!problems.isEmpty()) {
            throw new StackFailure(String.join("\n", problems));
        }
        Stream.of(Server.values()).forEach(server -> adopt(servers, Starts.alike(spec(server))));
        writeState();
        startAll(servers);
        startServices();
        synchronized (this) {
            refuseWhenStopped();
            phase = StackState.Phase.READY;
        }
        writeState();
    }

    /** Remembers why the stack did not come up, for whoever asks later. */
    synchronized void failed(String reason) {
        failure = reason;
    }

    /** Services first, then servers; each has its grace time, after which it is killed. Repeating it does nothing. */
    void stop() throws InterruptedException {
        synchronized (this) {
            if (phase == StackState.Phase.STOPPED) {
                return;
            }
            phase = StackState.Phase.STOPPED;
        }
        if (!servers.isEmpty()) {
            report.accept("Stopping");
            endInit();
            stopAll(services);
            stopAll(servers);
            report.accept("Stopped");
        }
        writeState();
    }

    private void startServices() throws InterruptedException {
        if (layout.mode() == ServicesMode.NONE) {
            return;
        }
        DemoAccounts.write(data, layout);
        ServiceSpecs specs = new ServiceSpecs(data, layout, Secrets.of(data));
        if (layout.mode() == ServicesMode.SEPARATE) {
            runInit(specs.init());
        }
        if (layout.balanced()) {
            Balancer.program()
                    .map(program -> Starts.alike(Balancer.spec(program, data, layout)))
                    .ifPresent(starts -> adopt(services, starts));
        }
        specs.services().forEach(starts -> adopt(services, starts));
        startAll(services);
        DemoUsers.register(layout.apiUrl());
    }

    private void runInit(ProcessSpec spec) throws InterruptedException {
        ChildProcess child;
        synchronized (this) {
            refuseWhenStopped();
            child = ChildProcess.start(spec);
            init = child;
        }
        try {
            if (!child.process().waitFor(spec.readyWithin().toSeconds(), TimeUnit.SECONDS)) {
                throw child.failure("not done after " + spec.readyWithin().toSeconds() + " s.");
            }
            if (child.process().exitValue() != 0) {
                throw child.failure("it ended with exit code " + child.process().exitValue() + ".");
            }
        } finally {
            endInit();
        }
    }

    private void endInit() throws InterruptedException {
        ChildProcess child = init;
        if (child != null) {
            child.kill();
        }
    }

    /** What is adopted before {@link #stop()} is stopped by it; afterwards nothing is adopted any more. */
    private synchronized void adopt(List<Component> family, Starts starts) {
        refuseWhenStopped();
        family.add(new Component(starts.map(OwnSession::of), report, this::writeState));
    }

    private void refuseWhenStopped() {
        if (phase == StackState.Phase.STOPPED) {
            throw new StackFailure("Stopped before everything was up.");
        }
    }

    private ProcessSpec spec(Server server) {
        return ServerSpecs.of(server, data.root(), layout.ports().servers());
    }

    /** Starts all and waits for them, but no longer than until the first that fails. */
    private static void startAll(List<Component> components) throws InterruptedException {
        components.forEach(Component::start);
        Set<Component> waiting = new HashSet<>(components);
        while (!waiting.isEmpty()) {
            waiting.removeIf(Component::servedOnce);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static void stopAll(List<Component> components) throws InterruptedException {
        List<Thread> stops = new ArrayList<>();
        for (Component component : components) {
            Thread stop = new Thread(() -> {
                try {
                    component.stop();
                } catch (InterruptedException ignored) {
                    Thread.currentThread().interrupt();
                }
            });
            stop.start();
            stops.add(stop);
        }
        for (Thread stop : stops) {
            stop.join();
        }
    }

    private void endLeftovers() throws InterruptedException {
        List<ProcessHandle> left =
                stateFile.read().map(StackState::livingMembers).orElse(List.of());
        if (!left.isEmpty()) {
            report.accept("Ending " + left.size() + " processes that an earlier run left behind");
            Leftovers.end(left);
        }
    }

    private synchronized void writeState() {
        List<StackState.Member> members = Stream.concat(servers.stream(), services.stream())
                .map(one -> new StackState.Member(one.name(), one.identity().orElse(null), one.restarts()))
                .toList();
        stateFile.write(new StackState(
                phase,
                ProcessIdentity.of(ProcessHandle.current()),
                layout.ports().offset(),
                layout.mode(),
                layout.scale().text(),
                layout.balanced(),
                failure,
                members));
    }
}
