package chat4all.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of a process is in memory, as Linux counts it; 0 where there is no /proc. */
final class ResidentMemory {

    private static final int KILOBYTES = 1024;

    private ResidentMemory() {}

    static int megabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToInt(kilobytes -> Integer.parseInt(kilobytes) / KILOBYTES)
                    .findFirst()
                    .orElse(0);
        } catch (IOException goneOrNotLinux) {
            return 0;
        }
    }
}
