package chat4all.edge.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to clients' own message ids in the last 24 hours. It only makes repetitions quick: it may forget
 * anything, and when Redis is away or slower than 100 ms nothing is known and the topology decides.
 *
 * <p>{@code idempotency:{message_id}} = {@code <fingerprint> <timestamp>}, {@code idempotency:client:{hash of sender and
 * client id}} = message id.
 */
public final class IdempotencyCache implements AutoCloseable {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_WAITING = 10_000;

    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile long leftAloneUntil = System.nanoTime();
    private volatile boolean closed;

    public IdempotencyCache(URI redis) {
        var uri = RedisURI.create(redis);
        uri.setTimeout(Duration.ofSeconds(1));
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .requestQueueSize(MOST_WAITING)
                .build());
        connect(uri);
    }

    /** Never fails. */
    public CompletableFuture<Optional<Remembered>> find(String messageId, String clientKey) {
        var redis = usable();
        if (redis == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return redis.async()
                .mget(clientKey(clientKey), messageKey(messageId))
                .toCompletableFuture()
                .handle((values, failure) -> {
                    if (failure != null) {
                        leftAloneUntil = System.nanoTime() + RETRY_NANOS;
                        return Optional.empty();
                    }
                    return read(messageId, values);
                });
    }

    /** To be called once the broker has acknowledged; the first to be remembered stays. */
    public void remember(String messageId, String clientKey, String fingerprint, long answeredAt) {
        var redis = usable();
        if (redis != null) {
            var once = SetArgs.Builder.nx().ex(KEPT);
            ignored(redis.async().set(messageKey(messageId), fingerprint + " " + answeredAt, once));
            ignored(redis.async().set(clientKey(clientKey), messageId, once));
        }
    }

    public boolean isUp() {
        var redis = connection;
        return redis != null && redis.isOpen();
    }

    private static Optional<Remembered> read(String messageId, List<KeyValue<String, String>> values) {
        var owner = values.get(0).getValueOrElse(messageId);
        if (!owner.equals(messageId)) {
            return Optional.of(new Remembered.Elsewhere());
        }
        return Optional.of(values.get(1).getValueOrElse(""))
                .map(value -> value.split(" "))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Remembered.Answered(parts[0], Long.parseLong(parts[1])));
    }

    /** After a failure Redis is left alone for a second: one slow answer must not slow down every request. */
    private @Nullable StatefulRedisConnection<String, String> usable() {
        var redis = connection;
        return redis != null && redis.isOpen() && System.nanoTime() - leftAloneUntil > 0 ? redis : null;
    }

    private void connect(RedisURI uri) {
        CompletionStage<StatefulRedisConnection<String, String>> opening = client.connectAsync(StringCodec.UTF8, uri);
        opening.whenComplete((opened, failure) -> {
            if (opened != null) {
                connection = opened;
            } else if (!closed) {
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> connectAgain(uri));
            }
        });
    }

    private void connectAgain(RedisURI uri) {
        if (!closed) {
            connect(uri);
        }
    }

    private void ignored(RedisFuture<String> written) {
        written.exceptionally(failure -> {
            leftAloneUntil = System.nanoTime() + RETRY_NANOS;
            return "";
        });
    }

    private static String messageKey(String messageId) {
        return "idempotency:" + messageId;
    }

    private static String clientKey(String clientKey) {
        return "idempotency:client:" + clientKey;
    }

    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
