package chat4all.local;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the stack up and stays as its supervisor, in this terminal or in the background. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "start everything; Ctrl-C stops it")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions stack = new StackOptions();

    @Option(names = "--detach", description = "return when everything is ready; ./chat4all down stops it")
    private boolean detach;

    @Option(names = "--separate", description = "run each service in a process of its own")
    private boolean separate;

    @Option(
            names = "--scale",
            paramLabel = "NAME=N,…",
            description = "with --separate: instances of topology, sinks, edge, push, connectors (default: one each)")
    private String scale = "";

    @Option(names = "--servers-only", description = "start Kafka, Cassandra, Redis and S3 and no service")
    private boolean serversOnly;

    @Option(names = "--in-background", hidden = true, description = "set by --detach for the process it starts")
    private boolean inBackground;

    private final Consumer<String> out = new Console();

    @Override
    public Integer call() throws InterruptedException {
        Layout layout = layout();
        if (detach) {
            return new DetachedStart(stack.data(), layout, out).run();
        }
        Optional<StackLock> lock = StackLock.tryAcquire(stack.data());
        if (lock.isEmpty()) {
            return alreadyRunning(layout);
        }
        return supervise(layout);
    }

    private int supervise(Layout layout) throws InterruptedException {
        long began = System.nanoTime();
        Supervisor supervisor = new Supervisor(stack.data(), layout, out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor)));
        out.accept("Starting Chat4All in " + stack.data().root());
        if (layout.scale().isMoreThanOne() && !layout.balanced()) {
            out.accept(Balancer.MISSING);
        }
        try {
            supervisor.start();
        } catch (RuntimeException failed) {
            supervisor.failed(String.valueOf(failed.getMessage()));
            supervisor.stop();
            out.accept("\n" + failed.getMessage());
            return 1;
        }
        out.accept("Ready in %.1f s".formatted((System.nanoTime() - began) / 1e9));
        out.accept(Welcome.text(layout));
        out.accept(inBackground ? "./chat4all down stops it." : "Ctrl-C stops it.");
        new CountDownLatch(1).await();
        return 0;
    }

    private int alreadyRunning(Layout layout) {
        Layout running = stack.running().map(StackState::layout).orElse(layout);
        out.accept("Chat4All is already running in " + stack.data().root() + ".");
        out.accept(Welcome.text(running));
        return 0;
    }

    private void stop(Supervisor supervisor) {
        try {
            supervisor.stop();
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    private Layout layout() {
        Scale wanted = Scale.parse(scale);
        if (wanted.isMoreThanOne() && mode() != ServicesMode.SEPARATE) {
            throw new StackFailure("--scale needs --separate: more than one instance is more than one process.");
        }
        boolean balanced = wanted.isMoreThanOne() && Balancer.program().isPresent();
        return new Layout(stack.ports().orElse(new StackPorts(0)), mode(), wanted, balanced);
    }

    private ServicesMode mode() {
        if (serversOnly) {
            return ServicesMode.NONE;
        }
        return separate ? ServicesMode.SEPARATE : ServicesMode.TOGETHER;
    }
}
