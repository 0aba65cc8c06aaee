package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.servers.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void namesThePortItsComponentAndTheProcessThatHoldsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(PortCheck.problems(Map.of(port, "kafka")))
                    .singleElement()
                    .asString()
                    .startsWith("Port " + port + " (kafka) is in use by process "
                            + ProcessHandle.current().pid() + " (");
        }
    }

    @Test
    void hasNothingToSayOfFreePorts() {
        assertThat(PortCheck.problems(Map.of(Ports.random().kafka(), "kafka"))).isEmpty();
    }
}
