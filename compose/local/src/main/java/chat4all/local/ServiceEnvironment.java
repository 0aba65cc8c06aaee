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

    private ServiceEnvironment() {}

    static Map<String, String> of(DataDirectory data, StackPorts ports, Secrets secrets) {
        Map<String, String> values = new HashMap<>();
        servers(values, ports.servers());
        values.put("CHAT4ALL_BIND_HOST", "127.0.0.1");
        values.put("CHAT4ALL_LOG_FORMAT", "text");
        values.put("CHAT4ALL_INTERNAL_TOKEN", secrets.internalToken());
        values.put("CHAT4ALL_TOKEN_SIGNING_KEY", secrets.signingKey());
        values.put("CHAT4ALL_ID_SECRET", secrets.idSecret());
        values.put("CHAT4ALL_TOKEN_JWKS_URI", ports.apiUrl() + "/.well-known/jwks.json");
        values.put("CHAT4ALL_TOPOLOGY_PORT", Integer.toString(ports.of(App.TOPOLOGY)));
        values.put("CHAT4ALL_TOPOLOGY_ADVERTISED", HOST + ports.of(App.TOPOLOGY));
        values.put("CHAT4ALL_TOPOLOGY_URL", "http://" + HOST + ports.of(App.TOPOLOGY));
        values.put("CHAT4ALL_TOPOLOGY_STATE_DIR", data.streams("topology").toString());
        values.put("CHAT4ALL_SINKS_PORT", Integer.toString(ports.of(App.SINKS)));
        values.put("CHAT4ALL_SINKS_STATE_DIR", data.streams("sinks").toString());
        values.put("CHAT4ALL_EDGE_PORT", Integer.toString(ports.of(App.EDGE_API)));
        values.put("CHAT4ALL_EDGE_URL", ports.apiUrl());
        values.put("CHAT4ALL_PUSH_PORT", Integer.toString(ports.of(App.WS_PUSH)));
        values.put("CHAT4ALL_CONNECTORS_PORT", Integer.toString(ports.of(App.CONNECTORS)));
        String accounts = System.getenv(CHANNEL_ACCOUNTS);
        values.put(CHANNEL_ACCOUNTS, accounts == null ? data.channelAccounts().toString() : accounts);
        values.put("CHAT4ALL_SIMULATOR_PORT", Integer.toString(ports.of(App.SIMULATOR)));
        values.put("CHAT4ALL_SIMULATOR_WEBHOOK_URL", ports.webhookUrl());
        // Meant for the clients; a service would refuse to start with them.
        values.put(ClientCommand.API_URL, "");
        values.put(ClientCommand.WEB_SOCKET_URL, "");
        return values;
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
