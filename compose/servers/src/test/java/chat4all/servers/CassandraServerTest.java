package chat4all.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraServerTest {

    @Test
    void keepsAcknowledgedRowsThroughKill(@TempDir Path directory) {
        try (LocalServers servers = LocalServers.start(directory, Ports.random(), Set.of(Server.CASSANDRA))) {
            try (CqlSession session = connect(servers)) {
                session.execute("CREATE KEYSPACE kept WITH replication ="
                        + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
                session.execute("CREATE TABLE kept.rows (id int PRIMARY KEY)");
                for (int id = 0; id < 100; id++) {
                    session.execute("INSERT INTO kept.rows (id) VALUES (" + id + ")");
                }
            }

            servers.kill(Server.CASSANDRA);
            servers.start(Server.CASSANDRA);

            try (CqlSession session = connect(servers)) {
                assertThat(session.execute("SELECT id FROM kept.rows").all()).hasSize(100);
            }
        }
    }

    private static CqlSession connect(LocalServers servers) {
        return CqlSession.builder()
                .addContactPoint(servers.cassandraContactPoint())
                .withLocalDatacenter(LocalServers.CASSANDRA_DATACENTER)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                        .build())
                .build();
    }
}
