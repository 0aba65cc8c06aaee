package chat4all.local;

import chat4all.servers.Ports;

/** Every port of the stack, moved by one offset so that several stacks can run beside each other. */
record StackPorts(int offset) {

    static final int HIGHEST_OFFSET = 50_000;

    private static final int BALANCED_APART = 20;

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

    /** Where the balancer takes what it hands to the instances of a service. */
    int balanced(App app) {
        return of(app) + BALANCED_APART;
    }

    /** Where the balancer tells that it lives, and its metrics. */
    int balancer() {
        return offset + 9404;
    }
}
