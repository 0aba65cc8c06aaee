package chat4all.local;

import chat4all.servers.ChildProcess;
import java.time.Duration;
import java.util.List;

/** Ends processes whose supervisor is gone. They are known by pid and start time, never by name. */
final class Leftovers {

    private static final Duration GRACE = Duration.ofSeconds(8);

    private Leftovers() {}

    static void end(List<ProcessHandle> processes) throws InterruptedException {
        // All are asked first, so that the grace time runs for all at once.
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (ProcessHandle process : processes) {
            ChildProcess.end(process, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }
}
