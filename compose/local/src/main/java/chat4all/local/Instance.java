package chat4all.local;

/** One of the processes of a service. The first, number 0, has the name and the port that the service has alone. */
record Instance(App app, int index) {

    private static final int PORTS_APART = 100;

    /** As {@code topology}, {@code topology-2}. */
    String name() {
        return index == 0 ? app.id() : app.id() + "-" + (index + 1);
    }

    /** What it is called in consumer groups: {@code topology-1}, {@code topology-2}. */
    String member() {
        return app.id() + "-" + (index + 1);
    }

    int port(StackPorts ports) {
        return ports.of(app) + PORTS_APART * index;
    }
}
