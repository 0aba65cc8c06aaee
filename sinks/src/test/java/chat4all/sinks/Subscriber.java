package chat4all.sinks;

import chat4all.schemas.Notification;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What users who are connected are told. */
final class Subscriber implements AutoCloseable {
    private final RedisClient client =
            RedisClient.create(Stack.SERVERS.redisUri().toString());
    private final List<String> received = new CopyOnWriteArrayList<>();

    Subscriber(String... users) {
        var connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                received.add(message);
            }
        });
        connection
                .sync()
                .subscribe(Stream.of(users).map(Notification::channelOf).toArray(String[]::new));
    }

    List<String> received() {
        return received;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
