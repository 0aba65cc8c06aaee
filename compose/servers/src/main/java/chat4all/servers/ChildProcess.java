package chat4all.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A started {@link ProcessSpec}. Its output goes to its log; it ends by {@link #stop()} or {@link #kill()}. */
public final class ChildProcess {

    private static final long POLL_MILLIS = 50;
    private static final int LINES_SHOWN = 20;
    /** A handle sees the end of a process a little before the {@link Process}, which waits to be told by its reaper. */
    private static final Duration REAPED_WITHIN = Duration.ofSeconds(10);

    private final ProcessSpec spec;
    private final Process process;
    private final long logStart;

    private ChildProcess(ProcessSpec spec, Process process, long logStart) {
        this.spec = spec;
        this.process = process;
        this.logStart = logStart;
    }

    /** Prepares and starts the process without waiting until it serves. */
    public static ChildProcess start(ProcessSpec spec) throws InterruptedException {
        try {
            Files.createDirectories(spec.directory());
            LogFile.open(spec.log());
            spec.preparation().run();
            long logStart = Files.exists(spec.log()) ? Files.size(spec.log()) : 0;
            ProcessBuilder builder = new ProcessBuilder(spec.command())
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            builder.environment().values().removeIf(String::isEmpty);
            return new ChildProcess(spec, builder.start(), logStart);
        } catch (IOException failed) {
            throw new UncheckedIOException(spec.name() + " could not be started", failed);
        }
    }

    public ProcessSpec spec() {
        return spec;
    }

    public Process process() {
        return process;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether the process lives and serves now. */
    public boolean serves() {
        return process.isAlive() && spec.probe().succeeds();
    }

    /** Returns when the process serves; throws {@link StartFailure} when it ended or its time is over. */
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + spec.readyWithin().toNanos();
        while (!serves()) {
            if (!process.isAlive()) {
                throw failure("it ended with exit code " + process.exitValue() + ".");
            }
            if (System.nanoTime() > deadline) {
                throw failure("not ready after " + spec.readyWithin().toSeconds() + " s.");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** What to tell about a process that did not come to serve. */
    public StartFailure failure(String reason) {
        return new StartFailure(spec.name(), reason, LogFile.tail(spec.log(), LINES_SHOWN, logStart));
    }

    /** Asks the process to end, and kills it when it takes longer than its specification allows. */
    public void stop() throws InterruptedException {
        end(process.toHandle(), spec.stopWithin());
        process.waitFor(REAPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGKILL, and waits until the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: the process keeps its sockets but does nothing. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    /** SIGTERM, then SIGKILL when {@code grace} is over; also for a process that is not our child. */
    public static void end(ProcessHandle process, Duration grace) throws InterruptedException {
        process.destroy();
        if (!ended(process, grace)) {
            process.destroyForcibly();
            ended(process, Duration.ofSeconds(10));
        }
    }

    private static boolean ended(ProcessHandle process, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return !process.isAlive();
    }

    private void signal(String name) throws InterruptedException {
        try {
            List<String> command = List.of("kill", "-" + name, Long.toString(process.pid()));
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(spec.name() + " did not get signal " + name);
            }
        } catch (IOException noKillCommand) {
            throw new UncheckedIOException(noKillCommand);
        }
    }
}
