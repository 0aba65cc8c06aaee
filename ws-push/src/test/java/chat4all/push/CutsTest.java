package chat4all.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.push.redis.Publisher;
import chat4all.push.socket.Limits;
import chat4all.servers.Server;
import chat4all.servers.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever is cut, clients and Redis: each seq is seen once and in order. */
class CutsTest {
    private static final Logger log = LoggerFactory.getLogger(CutsTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private RunningGateway gateway;

    @BeforeEach
    void start() throws IOException {
        Store.shared();
        gateway = new RunningGateway(
                SharedServers.redis(), SharedServers.cassandra(), URI.create("http://127.0.0.1:1"), Limits.DEFAULTS);
        await().atMost(PATIENCE).until(() -> RunningGateway.isReady(gateway.app));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void seesEachSeqOnceAndInOrderWhereverTheSocketIsCut() {
        long seed = 20_260_201;
        log.info("seed {}", seed);
        var random = new Random(seed);
        int last = 600;
        var user = Conversation.user("cut");
        try (var redis = new Publisher(SharedServers.redis())) {
            var conversation = Conversation.of(redis, user);
            var writing = CompletableFuture.runAsync(() -> writeAndLoseSome(conversation, last, new Random(seed)));

            List<Long> seen = new ArrayList<>();
            while (seen.size() < last) {
                seen.addAll(connectAndRead(user, conversation.id, seen, 1 + random.nextInt(20), last));
            }

            writing.join();
            assertThat(seen).isEqualTo(upTo(last));
        }
    }

    @Test
    void missesNothingWhenRedisIsKilledAndComesBack() {
        var servers = SharedServers.start(Set.of(Server.REDIS));
        var user = Conversation.user("redis_killed");
        EventClient client;
        Conversation conversation;
        try (var redis = new Publisher(servers.redisUri())) {
            conversation = Conversation.of(redis, user).store(1, 10);
            client = gateway.connectEvents(user);
            client.resume(Map.of(conversation.id, 0L));
            conversation.store(11, 20).publish(11, 20);
            client.awaitSeqs(conversation.id, 20);
        }

        servers.kill(Server.REDIS);
        conversation.store(21, 40);
        servers.start(Server.REDIS);

        assertThat(client.awaitSeqs(conversation.id, 40)).isEqualTo(upTo(40));
        assertThat(client.heard("gap")).isEmpty();
    }

    private static void writeAndLoseSome(Conversation conversation, int last, Random random) {
        for (int seq = 1; seq <= last; seq++) {
            conversation.store(seq, seq);
            if (random.nextInt(4) > 0) {
                conversation.publish(seq, seq);
            }
        }
    }

    /** What comes until so many events have been read; what comes later was not read by this client. */
    private List<Long> connectAndRead(String user, String conversationId, List<Long> seen, int count, int last) {
        var client = gateway.connectEvents(user);
        client.resume(Map.of(conversationId, (long) seen.size()));
        int wanted = Math.min(count, last - seen.size());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> client.seqs(conversationId).size() >= wanted);
        var read = client.seqs(conversationId).subList(0, wanted);
        client.leave();
        return read;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
