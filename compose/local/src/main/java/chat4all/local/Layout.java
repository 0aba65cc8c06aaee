package chat4all.local;

import chat4all.servers.Ports;
import chat4all.servers.Probe;
import chat4all.servers.Probes;
import chat4all.servers.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stack consists of, and where each part answers; known without starting or building anything.
 *
 * @param balanced whether a balancer stands before the instances
 */
record Layout(StackPorts ports, ServicesMode mode, Scale scale, boolean balanced) {

    /** The name of the process in which all services live together. */
    static final String SERVICES = "services";

    private static final String HOST = "127.0.0.1:";

    /** A part as {@code status} shows it. */
    record Part(String name, int port, String url, Probe probe) {}

    /** One instance of each service. */
    Layout(StackPorts ports, ServicesMode mode) {
        this(ports, mode, Scale.ONE_EACH, false);
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Server server : Server.values()) {
            parts.add(part(server));
        }
        switch (mode) {
            case TOGETHER -> parts.add(new Part(SERVICES, ports.of(App.EDGE_API), apiUrl(), allReady()));
            case SEPARATE -> {
                if (balanced) {
                    parts.add(new Part(Balancer.NAME, ports.balanced(App.EDGE_API), apiUrl(), Balancer.probe(ports)));
                }
                scale.instances().forEach(instance -> parts.add(part(instance)));
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
        if (mode != ServicesMode.NONE) {
            scale.instances().forEach(instance -> owners.put(instance.port(ports), instance.name()));
        }
        if (balanced) {
            Balancer.boundPorts(ports).forEach(port -> owners.put(port, Balancer.NAME));
        }
        return owners;
    }

    /** Where clients and other services reach the service, through the balancer when there is one. */
    int entry(App app) {
        return balanced && Balancer.APPS.contains(app) ? ports.balanced(app) : ports.of(app);
    }

    String apiUrl() {
        return "http://" + HOST + entry(App.EDGE_API);
    }

    String webhookUrl() {
        return "http://" + HOST + entry(App.CONNECTORS);
    }

    String topologyUrl() {
        return "http://" + HOST + entry(App.TOPOLOGY);
    }

    String simulatorUrl() {
        return "http://" + HOST + entry(App.SIMULATOR);
    }

    String webSocketUrl() {
        return "ws://" + HOST + entry(App.WS_PUSH);
    }

    Probe ready(Instance instance) {
        return Probes.http(instance.port(ports), "/health/ready", 400);
    }

    /** Whether the service runs, whatever it waits for. */
    Probe live(Instance instance) {
        return Probes.http(instance.port(ports), "/health/live", 400);
    }

    Probe allReady() {
        return () -> {
            for (Instance instance : scale.instances()) {
                if (!ready(instance).serves()) {
                    return false;
                }
            }
            return true;
        };
    }

    private Part part(Instance instance) {
        int port = instance.port(ports);
        String scheme = instance.app() == App.WS_PUSH ? "ws://" : "http://";
        return new Part(instance.name(), port, scheme + HOST + port, ready(instance));
    }

    private Part part(Server server) {
        Ports all = ports.servers();
        int port = all.of(server);
        return switch (server) {
            case KAFKA -> new Part(server.id(), port, HOST + port, Probes.kafka(port));
            case CASSANDRA -> new Part(server.id(), port, HOST + port, Probes.cassandra(port));
            case REDIS -> new Part(server.id(), port, "redis://" + HOST + port, Probes.redis(port));
            case S3 -> new Part(server.id(), port, "http://" + HOST + port, Probes.http(port, "/", 500));
        };
    }
}
