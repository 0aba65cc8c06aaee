package chat4all.local;

import chat4all.servers.Ports;

/** Every port of the stack, moved by one offset so that several stacks can run beside each other. */
record StackPorts(int offset) {

    static final int HIGHEST_OFFSET = 50_000;

    Ports servers() {
        return Ports.standard(offset);
    }

    int of(App app) {
        return offset
                + switch (app) {
                    case TOPOLOGY -> 8081;
                    case EDGE_API -> 8082;
                    case SINKS -> 8083;
                    case CONNECTORS -> 8084;
                    case WS_PUSH -> 8085;
                    case SIMULATOR -> 9400;
                };
    }

    String apiUrl() {
        return "http://127.0.0.1:" + of(App.EDGE_API);
    }

    String webhookUrl() {
        return "http://127.0.0.1:" + of(App.CONNECTORS);
    }

    String simulatorUrl() {
        return "http://127.0.0.1:" + of(App.SIMULATOR);
    }

    String webSocketUrl() {
        return "ws://127.0.0.1:" + of(App.WS_PUSH);
    }
}
