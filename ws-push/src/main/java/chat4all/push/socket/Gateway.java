package chat4all.push.socket;

import chat4all.runtime.tracing.TraceSpan;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.TracedNotification;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected. A user's channel is subscribed from the first socket to the last; a socket hears {@code connected}
 * once that is in effect, or after a second when Redis is away, and then everything its user is told.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final long GOODBYE_MILLIS = 2_000;

    private final Channels channels;
    private final Services services;
    private final Tracing tracing;
    private final PushMetrics metrics;
    private final Map<String, Devices> users = new ConcurrentHashMap<>();
    /** Every socket until it is gone, those that are closing included. */
    private final Set<ClientSocket> sockets = ConcurrentHashMap.newKeySet();

    private final Heartbeat heartbeat = new Heartbeat(sockets);
    private final HeadWatch heads;
    private volatile boolean closing;

    public Gateway(Channels channels, Services services, Tracing tracing, MeterRegistry registry) {
        this.channels = channels;
        this.services = services;
        this.tracing = tracing;
        this.metrics = new PushMetrics(registry, sockets, users);
        this.heads = new HeadWatch(services, users::keySet, this::compare);
        heartbeat.start();
        heads.start();
    }

    /** Hands a notification to the user's sockets; never blocks. */
    public void deliver(String userId, String notification) {
        var devices = users.get(userId);
        if (devices == null) {
            return;
        }
        var traceparent = TracedNotification.traceparent(notification);
        Notice.read(TracedNotification.text(notification, traceparent))
                .ifPresentOrElse(
                        notice -> deliver(notice, devices.sockets, traceparent), metrics.unreadable::increment);
    }

    /** What has no context is no message's: somebody is writing. */
    private void deliver(Notice notice, List<ClientSocket> to, @Nullable String traceparent) {
        var span = traceparent == null
                ? TraceSpan.NONE
                : tracing.consume("deliver " + notice.type(), traceparent)
                        .with(TraceSpan.CONVERSATION_ID, notice.conversationId())
                        .with("chat4all.seq", notice.seq())
                        .with("chat4all.sockets", to.size());
        var logs = span.inLogs();
        try {
            to.forEach(socket -> socket.deliver(notice));
        } finally {
            logs.close();
            span.end();
        }
    }

    /** A user's subscription is in effect, for the first time or again: what was published before may be lost. */
    public void subscribed(String userId) {
        var devices = users.get(userId);
        if (devices != null && devices.subscribed.toCompletableFuture().isDone()) {
            heads.look(userId);
        }
    }

    /** Sends every socket away and returns when they are gone or have had two seconds. */
    @Override
    public void close() {
        closing = true;
        sockets.forEach(socket -> socket.close(CloseCode.GOING_AWAY));
        awaitGoodbyes();
        sockets.forEach(ClientSocket::disconnect);
        heartbeat.close();
        heads.close();
    }

    boolean isClosing() {
        return closing;
    }

    ClientSocket socketFor(Admission.Admitted client) {
        return new ClientSocket(this, services, metrics, client);
    }

    void join(ClientSocket socket) {
        sockets.add(socket);
        // Within compute(), so that the subscriptions of one user begin and end in the order in which it counts them.
        var devices = users.compute(
                socket.userId(),
                (userId, present) -> present == null ? first(userId, socket) : joined(present, socket));
        if (!devices.sockets.contains(socket)) {
            socket.close(CloseCode.TOO_MANY_CONNECTIONS);
        } else if (closing) {
            socket.close(CloseCode.GOING_AWAY);
        } else {
            welcome(socket, devices.subscribed);
        }
    }

    /** The socket gets nothing more. */
    void leave(ClientSocket socket) {
        users.computeIfPresent(socket.userId(), (userId, devices) -> {
            var rest = new ArrayList<>(devices.sockets);
            rest.remove(socket);
            if (rest.isEmpty()) {
                channels.unsubscribe(userId);
                return null;
            }
            return new Devices(devices.subscribed, List.copyOf(rest));
        });
    }

    /** The connection is gone. */
    void closed(ClientSocket socket) {
        leave(socket);
        sockets.remove(socket);
        if (closing && sockets.isEmpty()) {
            synchronized (sockets) {
                sockets.notifyAll();
            }
        }
    }

    private Devices first(String userId, ClientSocket socket) {
        return new Devices(channels.subscribe(userId), List.of(socket));
    }

    private Devices joined(Devices present, ClientSocket socket) {
        if (present.sockets.size() >= services.limits().socketsPerUser()) {
            return present;
        }
        var all = new ArrayList<>(present.sockets);
        all.add(socket);
        return new Devices(present.subscribed, List.copyOf(all));
    }

    /** Not before it is subscribed and, if it cannot ask for what it missed, it is known where its conversations are. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do after the welcome
    private void welcome(ClientSocket socket, CompletionStage<Void> subscribed) {
        var placed = socket.startsAtHeads()
                ? heads.of(socket.userId()).thenAccept(socket::heads).exceptionally(away -> null)
                : CompletableFuture.<Void>completedFuture(null);
        subscribed
                .thenCombine(placed, (inEffect, known) -> null)
                .toCompletableFuture()
                .completeOnTimeout(null, services.limits().connectedWithin().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        log.warn("the notifications of {} cannot be subscribed", socket.userId(), failed);
                    }
                    socket.welcome();
                });
    }

    private void compare(String userId, Map<String, Long> newest) {
        var devices = users.get(userId);
        if (devices != null) {
            devices.sockets.forEach(socket -> socket.heads(newest));
        }
    }

    private void awaitGoodbyes() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MILLIS);
        synchronized (sockets) {
            try {
                for (long left = GOODBYE_MILLIS; !sockets.isEmpty() && left > 0; ) {
                    sockets.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The sockets of one user, and when their common subscription is in effect. */
    private record Devices(CompletionStage<Void> subscribed, List<ClientSocket> sockets) {}
}
