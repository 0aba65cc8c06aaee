package chat4all.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names one process for good. A pid alone is given to another process sooner or later; with the boot and the clock
 * tick at which the process began it cannot be mistaken.
 */
public record ProcessIdentity(long pid, String began) {

    private static final int START_TICK = 19; // field 22 of /proc/pid/stat, counted from the one after the name

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), began(process));
    }

    /** The process, unless it has ended. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> began.equals(began(process)));
    }

    private static String began(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String text = Files.readString(stat);
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            return boot.strip() + "/"
                    + text.substring(text.lastIndexOf(')') + 2).split(" ")[START_TICK];
        } catch (IOException noProcFileSystem) {
            return process.info().startInstant().map(Object::toString).orElse("unknown");
        }
    }
}
