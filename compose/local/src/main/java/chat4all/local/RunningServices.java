package chat4all.local;

import chat4all.connectors.ConnectorsApp;
import chat4all.connectors.simulator.SimulatorApp;
import chat4all.edge.EdgeApp;
import chat4all.push.PushApp;
import chat4all.runtime.LateStart;
import chat4all.sinks.SinksApp;
import chat4all.topology.TopologyApp;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some of the services in one JVM, started side by side and closed side by side.
 */
final class RunningServices implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningServices.class);

    private final Map<App, AutoCloseable> running = new EnumMap<>(App.class);

    private RunningServices() {}

    /** When one of them cannot start, the others are closed and the failure names it. */
    static RunningServices start(ServiceConfigs configs, List<App> apps) {
        Map<App, CompletableFuture<AutoCloseable>> starts = new EnumMap<>(App.class);
        apps.forEach(app -> starts.put(app, inThread(app, configs)));
        RunningServices services = new RunningServices();
        Map<App, Throwable> failures = new EnumMap<>(App.class);
        starts.forEach((app, start) -> {
            try {
                services.running.put(app, start.join());
            } catch (CompletionException failed) {
                failures.put(app, failed.getCause() == null ? failed : failed.getCause());
            }
        });
        if (failures.isEmpty()) {
            return services;
        }
        services.close();
        failures.forEach((app, failure) -> log.error("{} did not start", app.id(), failure));
        throw new IllegalStateException("These services did not start: " + failures.keySet());
    }

    /** Returns at once. A service that cannot start is tried again while the others run. */
    static RunningServices startEach(ServiceConfigs configs, List<App> apps) {
        RunningServices services = new RunningServices();
        apps.forEach(app -> services.running.put(app, LateStart.of(app.id(), () -> start(app, configs))));
        return services;
    }

    @Override
    public void close() {
        CompletableFuture<?>[] ends = running.entrySet().stream()
                .map(entry -> CompletableFuture.runAsync(
                        () -> close(entry.getKey(), entry.getValue()), task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).join();
    }

    private static CompletableFuture<AutoCloseable> inThread(App app, ServiceConfigs configs) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long began = System.nanoTime();
                    AutoCloseable started = start(app, configs);
                    log.info("{} started in {} ms", app.id(), (System.nanoTime() - began) / 1_000_000);
                    return started;
                },
                task -> new Thread(task, "start-" + app.id()).start());
    }

    private static AutoCloseable start(App app, ServiceConfigs configs) {
        return switch (app) {
            case TOPOLOGY -> TopologyApp.start(configs.topology());
            case SINKS -> SinksApp.start(configs.sinks());
            case EDGE_API -> EdgeApp.start(configs.edge());
            case WS_PUSH -> PushApp.start(configs.push());
            case CONNECTORS -> ConnectorsApp.start(configs.connectors());
            case SIMULATOR -> SimulatorApp.start(configs.simulator());
        };
    }

    private static void close(App app, AutoCloseable service) {
        try {
            service.close();
        } catch (Exception failed) {
            log.error("{} did not close cleanly", app.id(), failed);
        }
    }
}
