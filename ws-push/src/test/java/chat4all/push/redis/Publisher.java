package chat4all.push.redis;

import chat4all.schemas.Notification;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.time.Duration;

/** Publishes as the push sink does, and sees how many gateways listen. */
public final class Publisher implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    public Publisher(URI redis) {
        client = RedisClient.create(redis.toString());
        connection = client.connect();
    }

    /** How many gateways got it. */
    public long publish(String userId, String notification) {
        return connection.sync().publish(Notification.channelOf(userId), notification);
    }

    public long subscribers(String userId) {
        var channel = Notification.channelOf(userId);
        return connection.sync().pubsubNumsub(channel).getOrDefault(channel, 0L);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
