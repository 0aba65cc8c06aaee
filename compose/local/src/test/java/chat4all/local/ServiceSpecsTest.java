package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.servers.ProcessSpec;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSpecsTest {

    @TempDir
    Path directory;

    @Test
    void onlyTheFirstStartOfTheCommonProcessCreatesWhatIsMissing() {
        Starts services = specs(new StackPorts(0)).services().get(0);

        assertThat(services.first().command()).contains("init", "topology", "sinks", "edge-api", "ws-push");
        assertThat(services.again().command())
                .contains("topology", "sinks", "edge-api", "ws-push")
                .doesNotContain("init");
    }

    @Test
    void aProcessThatIsStartedAgainNeedsOnlyToLive() throws IOException {
        HttpServer edge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        edge.createContext("/health/live", exchange -> exchange.sendResponseHeaders(200, -1));
        edge.createContext("/health/ready", exchange -> exchange.sendResponseHeaders(503, -1));
        edge.start();
        try {
            int offset = edge.getAddress().getPort() - new StackPorts(0).of(App.EDGE_API);
            Starts services = specs(new StackPorts(offset)).services().get(0);

            assertThat(List.of(services.first(), services.again()))
                    .extracting(ProcessSpec::probe)
                    .extracting(probe -> probe.succeeds())
                    .containsExactly(false, true);
        } finally {
            edge.stop(0);
        }
    }

    @Test
    void everyInstanceHasItsOwnNamePortStateAndPlaceInItsGroup() {
        DataDirectory data = new DataDirectory(directory);
        Layout layout = new Layout(new StackPorts(0), ServicesMode.SEPARATE, Scale.parse("topology=2,edge=2"), true);

        List<ProcessSpec> specs = new ServiceSpecs(data, layout, Secrets.of(data))
                .services().stream().map(Starts::first).toList();

        assertThat(specs)
                .extracting(ProcessSpec::name)
                .containsExactly(
                        "topology",
                        "topology-2",
                        "sinks",
                        "edge-api",
                        "edge-api-2",
                        "ws-push",
                        "connectors",
                        "simulator");
        assertThat(specs.get(1).port()).isEqualTo(8181);
        assertThat(specs.get(1).environment())
                .containsEntry("CHAT4ALL_TOPOLOGY_PORT", "8181")
                .containsEntry("CHAT4ALL_TOPOLOGY_ADVERTISED", "127.0.0.1:8181")
                .containsEntry("CHAT4ALL_TOPOLOGY_INSTANCE", "topology-2")
                .containsEntry(
                        "CHAT4ALL_TOPOLOGY_STATE_DIR",
                        directory.resolve("data/streams/topology-2").toString())
                .containsEntry("CHAT4ALL_TOPOLOGY_STANDBYS", "1")
                .containsEntry("CHAT4ALL_TOPOLOGY_URL", "http://127.0.0.1:8101")
                .containsEntry("CHAT4ALL_EDGE_URL", "http://127.0.0.1:8102");
        assertThat(specs.get(0).environment()).containsEntry("CHAT4ALL_TOPOLOGY_INSTANCE", "topology-1");
        assertThat(specs.get(4).environment()).containsEntry("CHAT4ALL_EDGE_PORT", "8182");
    }

    @Test
    void eachCopyOfTheConnectorsHasANameOfItsOwn() {
        Layout layout = new Layout(new StackPorts(0), ServicesMode.SEPARATE, Scale.parse("connectors=2"), true);
        DataDirectory data = new DataDirectory(directory);

        assertThat(new ServiceSpecs(data, layout, Secrets.of(data)).services())
                .extracting(Starts::first)
                .filteredOn(spec -> spec.name().startsWith("connectors"))
                .extracting(spec -> spec.environment().get("CHAT4ALL_CONNECTORS_INSTANCE"))
                .containsExactly("connectors-1", "connectors-2");
    }

    private ServiceSpecs specs(StackPorts ports) {
        DataDirectory data = new DataDirectory(directory);
        return new ServiceSpecs(data, new Layout(ports, ServicesMode.TOGETHER), Secrets.of(data));
    }
}
