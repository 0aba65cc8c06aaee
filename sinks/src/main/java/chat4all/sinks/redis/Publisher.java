package chat4all.sinks.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes on one connection, in the order of the calls. Every publication ends well within about a second: what Redis
 * does not take by then is counted as lost and never sent again. Redis need not be there, at the start or later.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final ClientResources resources;
    private final RedisClient client;
    private final Counter published;
    private final Counter lost;
    private volatile boolean failing;
    private volatile boolean closed;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    private Publisher(ClientResources resources, RedisClient client, MeterRegistry registry) {
        this.resources = resources;
        this.client = client;
        this.published = Counter.builder("push_notifications_published").register(registry);
        this.lost = Counter.builder("push_notifications_lost").register(registry);
    }

    /** Returns at once and connects beside, again and again until it has. */
    public static Publisher start(URI uri, MeterRegistry registry) {
        var resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.exponential(Duration.ofMillis(50), GIVE_UP_AFTER, 2, TimeUnit.MILLISECONDS))
                .build();
        var redis = RedisURI.create(uri);
        redis.setTimeout(GIVE_UP_AFTER);
        redis.setClientName("chat4all-sinks");
        var client = RedisClient.create(resources, redis);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(GIVE_UP_AFTER))
                .build());
        var publisher = new Publisher(resources, client, registry);
        publisher.connect(redis);
        return publisher;
    }

    /** The stage never ends badly. */
    public CompletionStage<Void> publish(String channel, byte[] message) {
        var open = connection;
        if (open == null || failing) {
            lost.increment();
            return CompletableFuture.completedStage(null);
        }
        return open.async().publish(channel, message).handle((receivers, error) -> {
            if (error == null) {
                published.increment();
            } else {
                lost.increment();
                fail(open, error);
            }
            return null;
        });
    }

    /** Whether Redis is connected and answers. */
    public boolean isUp() {
        var open = connection;
        return open != null && open.isOpen() && !failing;
    }

    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, GIVE_UP_AFTER);
        var unused = resources.shutdown(0, GIVE_UP_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From the first failure until Redis answers a ping, everything is lost at once: waiting would only make it late. */
    private synchronized void fail(StatefulRedisConnection<String, byte[]> open, Throwable error) {
        if (!failing) {
            failing = true;
            log.warn("Redis does not take notifications, which are dropped: {}", error.toString());
            askLater(open);
        }
    }

    private void askLater(StatefulRedisConnection<String, byte[]> open) {
        later(PAUSE, () -> {
            var unused = open.async().ping().whenComplete((pong, error) -> {
                if (error == null) {
                    failing = false;
                    log.info("Redis takes notifications again");
                } else if (!closed) {
                    askLater(open);
                }
            });
        });
    }

    private void connect(RedisURI uri) {
        var unused = client.connectAsync(CODEC, uri).whenComplete((opened, error) -> {
            if (error == null) {
                connection = opened;
            } else if (!closed) {
                log.warn("No connection to Redis yet: {}", error.toString());
                later(GIVE_UP_AFTER, () -> connect(uri));
            }
        });
    }

    private static void later(Duration pause, Runnable task) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(task);
    }
}
