package chat4all.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void movesEveryPortByTheOffset() {
        assertThat(Ports.standard(0)).isEqualTo(new Ports(9092, 9093, 9042, 7000, 6379, 9000));
        assertThat(Ports.standard(100)).isEqualTo(new Ports(9192, 9193, 9142, 7100, 6479, 9100));
    }

    @Test
    void picksDifferentFreePortsBelowThoseOfOutgoingConnections() {
        Ports ports = Ports.random();

        Set<Integer> all = Set.of(
                ports.kafka(),
                ports.kafkaController(),
                ports.cassandra(),
                ports.cassandraStorage(),
                ports.redis(),
                ports.s3());
        assertThat(all).hasSize(6).allMatch(Ports::isFree).allMatch(port -> port < 32_768);
    }

    @Test
    void seesThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
