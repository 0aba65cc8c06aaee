package chat4all.push.redis;

import chat4all.push.socket.Channels;
import chat4all.runtime.config.Secret;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis for all users of the process. It comes back by itself, with the subscriptions there were and
 * those made in the meantime; what was published while it was away is lost.
 */
public final class Subscriptions implements Channels, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final String prefix;
    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;
    /** Subscriptions made, and what tells their makers that they are in effect. */
    private final Map<String, CompletableFuture<Void>> wanted = new ConcurrentHashMap<>();

    private @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private volatile boolean connected;
    private volatile boolean closed;

    /** Channels are named {@code prefix + userId}. */
    public Subscriptions(Secret redisUri, String prefix) {
        this.prefix = prefix;
        this.uri = RedisURI.create(redisUri.value());
        uri.setTimeout(CONNECT_TIMEOUT);
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(RETRY))
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
    }

    /**
     * Starts connecting, and goes on trying; {@code receiver} gets user id and notification, one at a time, and {@code
     * subscribed} each user whose subscription is in effect, again when Redis has been away.
     */
    public void open(BiConsumer<String, String> receiver, Consumer<String> subscribed) {
        client.addListener(new ConnectionState());
        connect(new Receiver(receiver, subscribed));
    }

    public boolean isConnected() {
        return connected;
    }

    @Override
    public synchronized CompletionStage<Void> subscribe(String userId) {
        var inEffect = new CompletableFuture<Void>();
        wanted.put(userId, inEffect);
        if (connection != null) {
            send(connection, userId, inEffect);
        }
        return inEffect;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // one that stays subscribed finds nobody to deliver to
    public synchronized void unsubscribe(String userId) {
        wanted.remove(userId);
        if (connection != null) {
            connection.async().unsubscribe(prefix + userId);
        }
    }

    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // every outcome is handled within
    private void connect(Receiver receiver) {
        client.connectPubSubAsync(StringCodec.UTF8, uri).whenComplete((made, failed) -> {
            if (made != null) {
                made.addListener(receiver);
                subscribeAll(made);
            } else if (!closed) {
                log.warn("Redis cannot be reached, trying again: {}", failed.toString());
                resources
                        .eventExecutorGroup()
                        .schedule(() -> connect(receiver), RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private synchronized void subscribeAll(StatefulRedisPubSubConnection<String, String> made) {
        connection = made;
        wanted.forEach((userId, inEffect) -> send(made, userId, inEffect));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // every outcome is handed on
    private void send(
            StatefulRedisPubSubConnection<String, String> to, String userId, CompletableFuture<Void> inEffect) {
        to.async().subscribe(prefix + userId).whenComplete((done, failed) -> {
            if (failed == null) {
                inEffect.complete(null);
            } else {
                inEffect.completeExceptionally(failed);
            }
        });
    }

    private final class Receiver extends RedisPubSubAdapter<String, String> {
        private final BiConsumer<String, String> receiver;
        private final Consumer<String> subscribed;

        Receiver(BiConsumer<String, String> receiver, Consumer<String> subscribed) {
            this.receiver = receiver;
            this.subscribed = subscribed;
        }

        @Override
        public void subscribed(String channel, long count) {
            if (channel.startsWith(prefix)) {
                subscribed.accept(channel.substring(prefix.length()));
            }
        }

        @Override
        public void message(String channel, String message) {
            if (channel.startsWith(prefix)) {
                receiver.accept(channel.substring(prefix.length()), message);
            }
        }
    }

    private final class ConnectionState implements RedisConnectionStateListener {
        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
            connected = true;
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            connected = false;
        }
    }
}
