package chat4all.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every measurement has: which platform, what it runs in, and where the result goes. */
final class Platform {
    @Option(names = "--api", defaultValue = "${env:CHAT4ALL_API_URL:-http://localhost:8082}")
    private URI api = URI.create("http://localhost:8082");

    @Option(names = "--ws", defaultValue = "${env:CHAT4ALL_WS_URL:-ws://localhost:8085}")
    private URI socket = URI.create("ws://localhost:8085");

    @Option(names = "--status-file", description = "what ./chat4all status --json printed, for CPU and memory")
    private @Nullable Path statusFile;

    @Option(names = "--processes", split = ",", description = "or the processes as name=pid")
    private Map<String, Long> processes = new LinkedHashMap<>();

    @Option(names = "--json", description = "also write the JSON line to this file")
    private @Nullable Path json;

    Api client() {
        return new Api(api, socket);
    }

    URI address() {
        return api;
    }

    URI socket() {
        return socket;
    }

    /** The processes of the platform, as far as they are known, and this one. */
    List<Cpu.Watched> watched() {
        List<Cpu.Watched> watched = new ArrayList<>(statusFile == null ? List.of() : Cpu.fromStatus(statusFile));
        processes.forEach((name, pid) -> watched.add(new Cpu.Watched(name, pid)));
        watched.add(Cpu.self());
        return watched;
    }

    /** Prints what people read, and as the last line what programs do. */
    void print(String text, String line) {
        print(text, line, true);
    }

    /** The line for programs may be left out; a file gets it in any case. */
    void print(String text, String line, boolean forPrograms) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(text);
        if (json != null) {
            try {
                Files.writeString(json, line + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (forPrograms) {
            out.println(line);
        }
    }
}
