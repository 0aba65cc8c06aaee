package chat4all.push.redis;

import chat4all.push.socket.Signals;
import chat4all.runtime.config.Secret;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to users' channels, and tells who is connected by whose channel has a subscriber: that needs no record of
 * its own and ends with the connection. With several Redis nodes it knows of the gateways on the same node.
 */
public final class RedisSignals implements Signals, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final String prefix;
    private final RedisURI uri;
    private final RedisClient client = RedisClient.create();
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    /** Connects on first use. Channels are named {@code prefix + userId}. */
    public RedisSignals(Secret redisUri, String prefix) {
        this.prefix = prefix;
        this.uri = RedisURI.create(redisUri.value());
        uri.setTimeout(TIMEOUT);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it may be lost
    public void publish(String userId, String notification) {
        connection().thenAccept(open -> open.async().publish(prefix + userId, notification));
    }

    @Override
    public CompletionStage<List<String>> connected(List<String> userIds) {
        var channels = userIds.stream().map(prefix::concat).toArray(String[]::new);
        return connection()
                .thenCompose(open -> open.async().pubsubNumsub(channels))
                .thenApply(subscribers -> userIds.stream()
                        .filter(userId -> subscribers.getOrDefault(prefix + userId, 0L) > 0)
                        .toList());
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    /** Tries again when the last try has failed. */
    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        var made = connection;
        if (made == null || made.isCompletedExceptionally()) {
            made = client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
            connection = made;
        }
        return made;
    }
}
