package chat4all.local;

import chat4all.servers.Probe;
import chat4all.servers.Probes;
import chat4all.servers.ProcessSpec;
import chat4all.servers.ProjectHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** HAProxy before the instances of a stack, under the configuration that Docker Compose uses. */
final class Balancer {

    static final String NAME = "haproxy";

    /** The services that it stands before. */
    static final List<App> APPS = List.of(App.TOPOLOGY, App.EDGE_API, App.CONNECTORS, App.WS_PUSH);

    static final String MISSING = "HAProxy is not installed (Debian, Ubuntu: sudo apt-get install haproxy). Without it "
            + "clients and services reach the first instance of each service only, unless you name another.";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(6);

    private Balancer() {}

    /** Not on everybody's path, for it is a program of the system's. */
    static Optional<Path> program() {
        return Commands.onPath(NAME).or(() -> Stream.of("/usr/sbin", "/usr/local/sbin")
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst());
    }

    static Probe probe(StackPorts ports) {
        return Probes.http(ports.balancer(), "/health", 400);
    }

    static List<Integer> boundPorts(StackPorts ports) {
        return Stream.concat(APPS.stream().map(ports::balanced), Stream.of(ports.balancer()))
                .toList();
    }

    /** Written anew before each start. */
    static ProcessSpec spec(Path program, DataDirectory data, Layout layout) {
        Path file = data.conf().resolve("haproxy.cfg");
        return new ProcessSpec(
                NAME,
                () -> {
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, BalancerConfig.of(template(), layout));
                },
                List.of(program.toString(), "-db", "-f", file.toString()),
                Map.of(),
                data.root(),
                data.log(NAME),
                layout.entry(App.EDGE_API),
                probe(layout.ports()),
                STARTS_WITHIN,
                STOPS_WITHIN);
    }

    static String template() {
        Path file = ProjectHome.find().resolve("compose/haproxy/haproxy.cfg");
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
