package chat4all.local;

import chat4all.servers.JavaCommand;
import chat4all.servers.Probe;
import chat4all.servers.ProcessSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the services are run: always {@link Services}, told which of them to start. */
final class ServiceSpecs {

    private static final String MAIN = "chat4all.local.Services";
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);
    /** With two cores or fewer Java has no common pool and starts a thread for each answer of its HTTP client. */
    private static final String COMMON_POOL = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2";

    private static final List<String> SMALL = List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", COMMON_POOL);
    private static final List<String> LARGE = List.of("-Xms128m", "-Xmx640m", "-XX:+UseParallelGC", COMMON_POOL);

    private final DataDirectory data;
    private final Layout layout;
    private final Map<String, String> environment;

    ServiceSpecs(DataDirectory data, Layout layout, Secrets secrets) {
        this.data = data;
        this.layout = layout;
        this.environment = ServiceEnvironment.of(data, layout.ports(), secrets);
    }

    /** The process that creates topics, tables and bucket and then ends. */
    ProcessSpec init() {
        return spec(Services.INIT, List.of("-Xmx128m", "-XX:+UseSerialGC"), 0, () -> true, Services.INIT);
    }

    /** At the first start all must be ready; again, it is enough to live: what a service needs may be away. */
    List<Starts> services() {
        return switch (layout.mode()) {
            case TOGETHER -> List.of(together());
            case SEPARATE -> Stream.of(App.values()).map(this::alone).toList();
            case NONE -> List.of();
        };
    }

    /** The common process creates topics, tables and bucket itself, which saves the start of another. */
    private Starts together() {
        List<String> again = Stream.of(App.values()).map(App::id).toList();
        List<String> first =
                Stream.concat(Stream.of(Services.INIT), again.stream()).toList();
        return new Starts(together(layout.allReady(), first), together(layout.live(App.EDGE_API), again));
    }

    private ProcessSpec together(Probe probe, List<String> names) {
        int port = layout.ports().of(App.EDGE_API);
        return spec(Layout.SERVICES, LARGE, port, probe, names.toArray(String[]::new));
    }

    private Starts alone(App app) {
        return new Starts(alone(app, layout.ready(app)), alone(app, layout.live(app)));
    }

    private ProcessSpec alone(App app, Probe probe) {
        return spec(app.id(), SMALL, layout.ports().of(app), probe, app.id());
    }

    private ProcessSpec spec(String name, List<String> flags, int port, Probe probe, String... arguments) {
        return new ProcessSpec(
                name,
                () -> {},
                JavaCommand.of(flags, System.getProperty("java.class.path"), MAIN, arguments),
                environment,
                data.root(),
                data.log(name),
                port,
                probe,
                READY_WITHIN,
                STOP_WITHIN);
    }
}
