package chat4all.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What can be known to go wrong before anything is started. */
final class Preflight {

    private static final long MEGABYTE = 1024L * 1024;
    private static final long DISK_NEEDED = 500 * MEGABYTE;

    private Preflight() {}

    static List<String> problems(DataDirectory data, Layout layout) {
        List<String> problems = new ArrayList<>(PortCheck.problems(layout.owners()));
        if (!problems.isEmpty()) {
            problems.add("End what holds it, or move this stack with --port-offset 1000.");
        }
        try {
            Files.createDirectories(data.root());
            long free = Files.getFileStore(data.root()).getUsableSpace();
            if (free < DISK_NEEDED) {
                problems.add("Only " + free / MEGABYTE + " MB are free on the disk of " + data.root() + "; at least "
                        + DISK_NEEDED / MEGABYTE + " MB are needed.");
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(data.root() + " cannot be used as data directory", unusable);
        }
        return problems;
    }
}
