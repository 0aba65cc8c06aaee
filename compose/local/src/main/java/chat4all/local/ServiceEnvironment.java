package chat4all.local;

import chat4all.servers.LocalServers;
import chat4all.servers.Ports;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment in which the services of a local stack run. It is the same for all, so that they may share a process;
 * what is not named here (log level, thread numbers) can be given from outside.
 */
final class ServiceEnvironment {

    private static final String HOST = "127.0.0.1:";

    /** Given from outside, it names accounts on the real platforms instead of the simulated ones. */
    private static final String CHANNEL_ACCOUNTS = "CHAT4ALL_CHANNEL_ACCOUNTS_FILE";

    /** From two instances on each store has a copy, which takes over without being built anew. */
    private static final String STANDBYS = "CHAT4ALL_TOPOLOGY_STANDBYS";

    private ServiceEnvironment() {}

    static Map<String, String> of(DataDirectory data, Layout layout, Secrets secrets) {
        StackPorts ports = layout.ports();
        Map<String, String> values = new HashMap<>();
        servers(values, ports.servers());
        values.put("CHAT4ALL_BIND_HOST", "127.0.0.1");
        values.put("CHAT4ALL_LOG_FORMAT", "text");
        values.put("CHAT4ALL_INTERNAL_TOKEN", secrets.internalToken());
        values.put("CHAT4ALL_TOKEN_SIGNING_KEY", secrets.signingKey());
        values.put("CHAT4ALL_ID_SECRET", secrets.idSecret());
        values.put("CHAT4ALL_TOKEN_JWKS_URI", layout.apiUrl() + "/.well-known/jwks.json");
        values.put("CHAT4ALL_TOPOLOGY_PORT", Integer.toString(ports.of(App.TOPOLOGY)));
        values.put("CHAT4ALL_TOPOLOGY_ADVERTISED", HOST + ports.of(App.TOPOLOGY));
        values.put("CHAT4ALL_TOPOLOGY_URL", layout.topologyUrl());
        values.put("CHAT4ALL_TOPOLOGY_STATE_DIR", data.streams("topology").toString());
        values.put("CHAT4ALL_SINKS_PORT", Integer.toString(ports.of(App.SINKS)));
        values.put("CHAT4ALL_SINKS_STATE_DIR", data.streams("sinks").toString());
        values.put("CHAT4ALL_EDGE_PORT", Integer.toString(ports.of(App.EDGE_API)));
        values.put("CHAT4ALL_EDGE_URL", layout.apiUrl());
        values.put("CHAT4ALL_PUSH_PORT", Integer.toString(ports.of(App.WS_PUSH)));
        values.put("CHAT4ALL_CONNECTORS_PORT", Integer.toString(ports.of(App.CONNECTORS)));
        String accounts = System.getenv(CHANNEL_ACCOUNTS);
        values.put(CHANNEL_ACCOUNTS, accounts == null ? data.channelAccounts().toString() : accounts);
        values.put("CHAT4ALL_SIMULATOR_PORT", Integer.toString(ports.of(App.SIMULATOR)));
        values.put("CHAT4ALL_SIMULATOR_WEBHOOK_URL", layout.webhookUrl());
        values.put("CHAT4ALL_WEB_SOCKET_URL", layout.webSocketUrl());
        values.put("CHAT4ALL_WEB_SIMULATOR_URL", layout.simulatorUrl());
        values.put("CHAT4ALL_WEB_DEMO_USERS", DemoUsers.listed());
        // Meant for the clients; a service would refuse to start with them.
        values.put(ClientCommand.API_URL, "");
        values.put(ClientCommand.WEB_SOCKET_URL, "");
        return values;
    }

    /** What is different for one of several instances of a service. */
    static Map<String, String> of(Instance instance, DataDirectory data, Layout layout) {
        String port = Integer.toString(instance.port(layout.ports()));
        String state = data.streams(instance.name()).toString();
        return switch (instance.app()) {
            case TOPOLOGY -> {
                Map<String, String> values = new HashMap<>(Map.of(
                        "CHAT4ALL_TOPOLOGY_PORT",
                        port,
                        "CHAT4ALL_TOPOLOGY_ADVERTISED",
                        HOST + port,
                        "CHAT4ALL_TOPOLOGY_INSTANCE",
                        instance.member(),
                        "CHAT4ALL_TOPOLOGY_STATE_DIR",
                        state));
                if (layout.scale().of(App.TOPOLOGY) > 1 && System.getenv(STANDBYS) == null) {
                    values.put(STANDBYS, "1");
                }
                yield values;
            }
            case SINKS ->
                Map.of(
                        "CHAT4ALL_SINKS_PORT", port,
                        "CHAT4ALL_SINKS_INSTANCE", instance.member(),
                        "CHAT4ALL_SINKS_STATE_DIR", state);
            case EDGE_API -> Map.of("CHAT4ALL_EDGE_PORT", port);
            case WS_PUSH -> Map.of("CHAT4ALL_PUSH_PORT", port);
            case CONNECTORS ->
                Map.of("CHAT4ALL_CONNECTORS_PORT", port, "CHAT4ALL_CONNECTORS_INSTANCE", instance.member());
            case SIMULATOR -> Map.of("CHAT4ALL_SIMULATOR_PORT", port);
        };
    }

    private static void servers(Map<String, String> values, Ports ports) {
        values.put("CHAT4ALL_KAFKA_BOOTSTRAP", HOST + ports.kafka());
        values.put("CHAT4ALL_CASSANDRA_CONTACT_POINTS", HOST + ports.cassandra());
        values.put("CHAT4ALL_CASSANDRA_DATACENTER", LocalServers.CASSANDRA_DATACENTER);
        values.put("CHAT4ALL_REDIS_URI", "redis://" + HOST + ports.redis());
        values.put("CHAT4ALL_S3_ENDPOINT", "http://" + HOST + ports.s3());
        values.put("CHAT4ALL_S3_REGION", LocalServers.S3_REGION);
        values.put("CHAT4ALL_S3_ACCESS_KEY", LocalServers.S3_ACCESS_KEY);
        values.put("CHAT4ALL_S3_SECRET_KEY", LocalServers.S3_SECRET_KEY);
    }
}
