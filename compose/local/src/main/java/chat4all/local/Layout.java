package chat4all.local;

import chat4all.servers.Ports;
import chat4all.servers.Probe;
import chat4all.servers.Probes;
import chat4all.servers.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a stack consists of, and where each part answers; known without starting or building anything. */
record Layout(StackPorts ports, ServicesMode mode) {

    /** The name of the process in which all services live together. */
    static final String SERVICES = "services";

    /** A part as {@code status} shows it. */
    record Part(String name, int port, String url, Probe probe) {}

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Server server : Server.values()) {
            parts.add(part(server));
        }
        switch (mode) {
            case TOGETHER -> parts.add(new Part(SERVICES, ports.of(App.EDGE_API), ports.apiUrl(), allReady()));
            case SEPARATE -> {
                for (App app : App.values()) {
                    parts.add(new Part(app.id(), ports.of(app), url(app), ready(app)));
                }
            }
            case NONE -> {}
        }
        return parts;
    }

    /** The name to give to whoever holds a port, for each port of the stack. */
    Map<Integer, String> owners() {
        Map<Integer, String> owners = new LinkedHashMap<>();
        for (Server server : Server.values()) {
            ports.servers().boundBy(server).forEach(port -> owners.put(port, server.id()));
        }
        for (App app : mode == ServicesMode.NONE ? new App[0] : App.values()) {
            owners.put(ports.of(app), app.id());
        }
        return owners;
    }

    Probe ready(App app) {
        return Probes.http(ports.of(app), "/health/ready", 400);
    }

    /** Whether the service runs, whatever it waits for. */
    Probe live(App app) {
        return Probes.http(ports.of(app), "/health/live", 400);
    }

    Probe allReady() {
        return () -> {
            for (App app : App.values()) {
                if (!ready(app).serves()) {
                    return false;
                }
            }
            return true;
        };
    }

    private String url(App app) {
        return app == App.WS_PUSH ? ports.webSocketUrl() : "http://127.0.0.1:" + ports.of(app);
    }

    private Part part(Server server) {
        Ports all = ports.servers();
        int port = all.of(server);
        return switch (server) {
            case KAFKA -> new Part(server.id(), port, "127.0.0.1:" + port, Probes.kafka(port));
            case CASSANDRA -> new Part(server.id(), port, "127.0.0.1:" + port, Probes.cassandra(port));
            case REDIS -> new Part(server.id(), port, "redis://127.0.0.1:" + port, Probes.redis(port));
            case S3 -> new Part(server.id(), port, "http://127.0.0.1:" + port, Probes.http(port, "/", 500));
        };
    }
}
