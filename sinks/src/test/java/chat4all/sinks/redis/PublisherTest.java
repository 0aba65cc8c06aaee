package chat4all.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.servers.SharedServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String channel = "notifications:" + UUID.randomUUID();

    @Test
    void keepsTheOrderOfTheCalls() {
        URI uri = SharedServers.redis();
        List<String> received = new CopyOnWriteArrayList<>();
        try (var publisher = Publisher.start(uri, meters);
                var client = RedisClient.create(uri.toString())) {
            var connection = client.connectPubSub();
            connection.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String name, String message) {
                    received.add(message);
                }
            });
            connection.sync().subscribe(channel);
            await().atMost(PATIENCE).until(publisher::isUp);
            List<String> sent =
                    IntStream.range(0, 500).mapToObj(Integer::toString).toList();

            sent.forEach(text -> publish(publisher, text));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).isEqualTo(sent));
            assertThat(count("push_notifications_published")).isEqualTo(500);
        }
    }

    @Test
    void losesAndCountsWhatRedisIsNotThereFor() throws IOException {
        try (var publisher = Publisher.start(URI.create("redis://127.0.0.1:" + freePort()), meters)) {
            assertThat(publisher.publish(channel, new byte[0])).succeedsWithin(PATIENCE);

            assertThat(publisher.isUp()).isFalse();
            assertThat(count("push_notifications_lost")).isEqualTo(1);
        }
    }

    private void publish(Publisher publisher, String text) {
        var unused = publisher.publish(channel, text.getBytes(StandardCharsets.UTF_8));
    }

    private double count(String name) {
        return meters.get(name).counter().count();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
