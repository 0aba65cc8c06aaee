package chat4all.topology;

import chat4all.runtime.config.KafkaConfig;
import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import chat4all.runtime.tracing.TracingConfig;
import java.nio.file.Path;

/**
 * The configuration of one topology instance.
 *
 * @param advertised host:port under which the other instances and the edge reach this one
 * @param stateDir a directory of this instance alone
 * @param instance stable name, so that a restarted instance gets its partitions back without a rebalance
 * @param standbys copies of each store kept on other instances
 * @param rebuildState whether to build lost state again from the topics before starting
 */
public record TopologyConfig(
        String host,
        int port,
        String advertised,
        Path stateDir,
        int threads,
        String instance,
        int standbys,
        boolean rebuildState,
        KafkaConfig kafka,
        Secret internalToken,
        Retention retention,
        TracingConfig tracing) {

    public static TopologyConfig from(Settings settings) {
        int port = settings.port("CHAT4ALL_TOPOLOGY_PORT", 8081);
        return new TopologyConfig(
                settings.text("CHAT4ALL_BIND_HOST", "127.0.0.1"),
                port,
                settings.text("CHAT4ALL_TOPOLOGY_ADVERTISED", "127.0.0.1:" + port),
                settings.path("CHAT4ALL_TOPOLOGY_STATE_DIR"),
                settings.integer("CHAT4ALL_TOPOLOGY_THREADS", 1, 1, 64),
                settings.text("CHAT4ALL_TOPOLOGY_INSTANCE", "topology-1"),
                settings.integer("CHAT4ALL_TOPOLOGY_STANDBYS", 0, 0, 2),
                settings.flag("CHAT4ALL_TOPOLOGY_REBUILD_STATE", false),
                KafkaConfig.from(settings),
                settings.secret("CHAT4ALL_INTERNAL_TOKEN"),
                new Retention(
                        Retention.STANDARD.clientCommands(),
                        Retention.STANDARD.platformCommands(),
                        settings.duration("CHAT4ALL_TOPOLOGY_STATUS_RETENTION", Retention.STANDARD.statuses()),
                        Retention.STANDARD.dispatches()),
                TracingConfig.from(settings));
    }

    TopologyConfig rebuilding() {
        return new TopologyConfig(
                host,
                port,
                advertised,
                stateDir,
                threads,
                instance,
                standbys,
                true,
                kafka,
                internalToken,
                retention,
                tracing);
    }
}
