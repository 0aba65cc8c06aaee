package chat4all.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server does alike, on the two that start in a moment. */
class SmallServersTest {

    @ParameterizedTest
    @EnumSource(names = {"REDIS", "S3"})
    void serveAgainAfterKillAndAfterStop(Server server) {
        LocalServers servers = SharedServers.start(Set.of(server));
        long first = servers.pid(server);

        servers.kill(server);
        assertThat(servers.isRunning(server)).isFalse();
        servers.start(server);
        servers.stop(server);
        servers.start(server);

        assertThat(servers.pid(server)).isNotEqualTo(first);
        assertThat(probe(servers, server).succeeds()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REDIS", "S3"})
    void doNotServeWhileFrozen(Server server) {
        LocalServers servers = SharedServers.start(Set.of(server));

        servers.pause(server);
        assertThat(probe(servers, server).succeeds()).isFalse();

        servers.resume(server);
        assertThat(probe(servers, server).succeeds()).isTrue();
    }

    private static Probe probe(LocalServers servers, Server server) {
        return server == Server.REDIS
                ? Probes.redis(servers.redisUri().getPort())
                : Probes.http(servers.s3Endpoint().getPort(), "/", 500);
    }
}
