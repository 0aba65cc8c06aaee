package chat4all.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What processes cost, from Linux's {@code /proc}: CPU time per message is steady on a shared machine where throughput is
 * not. A process that cannot be read, or was replaced in between, is left out.
 */
final class Cpu {
    /** USER_HZ, which Linux fixes at 100 for everybody outside the kernel. */
    private static final long MILLIS_PER_TICK = 10;
    /** Of what follows the name in {@code stat}: utime and stime. */
    private static final int UTIME = 11;

    private static final int STIME = 12;

    private Cpu() {}

    record Watched(String name, long pid) {}

    /** CPU time used so far, and memory resident now. */
    record Usage(Watched process, long cpuMillis, long residentMegabytes) {}

    /** CPU time of a process between two readings, per message. */
    record Cost(String name, double millisPerMessage, long residentMegabytes) {}

    /** The components with a pid in what {@code ./chat4all status --json} prints. */
    static List<Watched> fromStatus(Path file) {
        try {
            List<Watched> processes = new ArrayList<>();
            for (var component : new ObjectMapper().readTree(file.toFile()).path("components")) {
                if (component.path("pid").asLong() > 0) {
                    processes.add(new Watched(
                            component.path("name").asText(),
                            component.path("pid").asLong()));
                }
            }
            return processes;
        } catch (IOException e) {
            throw new ApiException("The status file " + file + " cannot be read: " + e.getMessage());
        }
    }

    static Watched self() {
        return new Watched("bench", ProcessHandle.current().pid());
    }

    static List<Usage> read(List<Watched> processes) {
        return processes.stream().map(Cpu::usage).flatMap(Optional::stream).toList();
    }

    static List<Cost> between(List<Usage> before, List<Usage> after, long messages) {
        Map<Watched, Usage> then = new LinkedHashMap<>();
        before.forEach(usage -> then.put(usage.process(), usage));
        List<Cost> costs = new ArrayList<>();
        for (var now : after) {
            var earlier = then.get(now.process());
            if (earlier != null && messages > 0) {
                double millis = now.cpuMillis() - earlier.cpuMillis();
                costs.add(new Cost(now.process().name(), millis / messages, now.residentMegabytes()));
            }
        }
        return costs;
    }

    private static Optional<Usage> usage(Watched process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            var stat = Files.readString(proc.resolve("stat"));
            // The name before it is in parentheses and may hold anything, spaces included.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
            return Optional.of(new Usage(process, ticks * MILLIS_PER_TICK, residentMegabytes(proc)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long residentMegabytes(Path proc) throws IOException {
        return Files.readAllLines(proc.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }
}
