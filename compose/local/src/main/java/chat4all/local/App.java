package chat4all.local;

/** The services of the platform; {@link #id()} names them in status, logs and arguments. */
enum App {
    TOPOLOGY("topology"),
    SINKS("sinks"),
    EDGE_API("edge-api"),
    WS_PUSH("ws-push"),
    CONNECTORS("connectors"),
    SIMULATOR("simulator");

    private final String id;

    App(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
