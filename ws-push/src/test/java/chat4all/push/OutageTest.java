package chat4all.push;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.push.redis.Publisher;
import chat4all.push.socket.Limits;
import chat4all.servers.Server;
import chat4all.servers.SharedServers;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens when Redis, the peer or the gateway itself goes away. */
class OutageTest {
    private static final Limits IMPATIENT =
            new Limits(50, 512, 10_000, 64 * 1_024, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void subscribesAgainWhenRedisComesBack() throws IOException {
        var servers = SharedServers.start(Set.of(Server.REDIS));
        try (var gateway = new RunningGateway(servers.redisUri(), Limits.DEFAULTS)) {
            var before = gateway.connect("user_before");
            servers.kill(Server.REDIS);
            long started = System.nanoTime();
            var during = gateway.connect("user_during");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));

            servers.start(Server.REDIS);

            try (var redis = new Publisher(servers.redisUri())) {
                await().atMost(20, SECONDS)
                        .until(() -> redis.publish("user_before", Messages.message("c-before", 1, "x")) == 1);
                await().atMost(20, SECONDS)
                        .until(() -> redis.publish("user_during", Messages.message("c-during", 1, "x")) == 1);
            }
            before.next("NEW_MESSAGE");
            during.next("NEW_MESSAGE");
        }
    }

    @Test
    void startsAndAcceptsSocketsWithoutRedis() throws IOException {
        var servers = SharedServers.start(Set.of(Server.REDIS));
        servers.kill(Server.REDIS);
        try (var gateway = new RunningGateway(servers.redisUri(), Limits.DEFAULTS)) {
            var client = gateway.connect("user_early");

            servers.start(Server.REDIS);

            try (var redis = new Publisher(servers.redisUri())) {
                await().atMost(20, SECONDS)
                        .until(() -> redis.publish("user_early", Messages.message("c-early", 1, "x")) == 1);
            }
            client.next("NEW_MESSAGE");
        }
    }

    @Test
    void closesAPeerThatAnswersNoPing() throws IOException {
        try (var gateway = new RunningGateway(SharedServers.redis(), IMPATIENT)) {
            var deaf = gateway.open("/?token=" + RunningGateway.token("user_deaf"), new Client.Deaf());
            var alive = gateway.connect("user_alive");

            await().atMost(15, SECONDS).until(() -> gateway.metric("push_sockets_closed_total") == 1);
            deaf.listen();

            assertThat(deaf.closeCode()).isEqualTo(4003);
            alive.hearsNothingElse();
        }
    }

    @Test
    void saysGoodbyeWhenItCloses() throws IOException {
        var gateway = new RunningGateway(SharedServers.redis(), Limits.DEFAULTS);
        var client = gateway.connect("user_goodbye");

        gateway.close();

        assertThat(client.closeCode()).isEqualTo(1001);
    }
}
