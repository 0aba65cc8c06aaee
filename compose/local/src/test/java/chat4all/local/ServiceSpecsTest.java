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

    private ServiceSpecs specs(StackPorts ports) {
        DataDirectory data = new DataDirectory(directory);
        return new ServiceSpecs(data, new Layout(ports, ServicesMode.TOGETHER), Secrets.of(data));
    }
}
