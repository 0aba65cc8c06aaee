package chat4all.local;

import chat4all.connectors.ConnectorsConfig;
import chat4all.connectors.simulator.SimulatorConfig;
import chat4all.edge.EdgeConfig;
import chat4all.push.PushConfig;
import chat4all.runtime.config.Settings;
import chat4all.runtime.init.InitConfig;
import chat4all.sinks.SinksConfig;
import chat4all.topology.TopologyConfig;

/** The configuration of every service, read from one environment. */
record ServiceConfigs(
        InitConfig init,
        TopologyConfig topology,
        SinksConfig sinks,
        EdgeConfig edge,
        PushConfig push,
        ConnectorsConfig connectors,
        SimulatorConfig simulator) {

    static ServiceConfigs from(Settings settings) {
        return new ServiceConfigs(
                InitConfig.from(settings),
                TopologyConfig.from(settings),
                SinksConfig.from(settings),
                EdgeConfig.from(settings),
                PushConfig.from(settings),
                ConnectorsConfig.from(settings),
                SimulatorConfig.from(settings));
    }
}
