package chat4all.push.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one user, which speaks one {@link Dialogue}. It is never waited for, and holds no thread and no
 * timer of its own: {@link Heartbeat} looks after it. Public because Jetty calls listeners by method handles, which need
 * access to the class.
 */
public final class ClientSocket implements Session.Listener.AutoDemanding {
    private static final Logger log = LoggerFactory.getLogger(ClientSocket.class);
    /** How long a peer may take over its part of the closing handshake. */
    private static final long CLOSING_NANOS = 5_000_000_000L;

    /** How long before the end of a token its client is told. */
    static final Duration EXPIRY_NOTICE = Duration.ofMinutes(1);

    private final Gateway gateway;
    private final Limits limits;
    private final PushMetrics metrics;
    private final String userId;
    private final Outbox outbox;
    private final Dialogue dialogue;
    private volatile Instant expiresAt;
    private volatile boolean expiryTold;
    private volatile @Nullable Session session;
    private volatile long heardAt = System.nanoTime();
    private long pingedAt = System.nanoTime();
    private boolean closing;
    private long closingSince;

    ClientSocket(Gateway gateway, Services services, PushMetrics metrics, Admission.Admitted client) {
        this.gateway = gateway;
        this.limits = services.limits();
        this.metrics = metrics;
        this.userId = client.user().userId();
        this.expiresAt = client.user().expiresAt();
        this.outbox = new Outbox(
                this::send, limits.queuedFrames(), () -> services.turns().soon(this::roomAgain));
        this.dialogue = client.speaksEvents()
                ? new EventDialogue(this, services, metrics, client.token())
                : new PlainDialogue(this, services, metrics);
    }

    String userId() {
        return userId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Whether its history is looked at before it is greeted, so that it misses nothing from then on. */
    boolean startsAtHeads() {
        return dialogue.startsAtHeads();
    }

    /** Sends the first frame, and after it whatever came in the meantime. */
    void welcome() {
        outbox.open(Outbox.Frame.of(dialogue.greeting()));
    }

    void deliver(Notice notice) {
        dialogue.deliver(notice);
    }

    void heads(Map<String, Long> heads) {
        dialogue.heads(heads);
    }

    /** False when there is no room. */
    boolean offer(Outbox.Frame frame) {
        return outbox.offer(frame);
    }

    /** What is nowhere else and may not be forgotten; who leaves no room even for that is not reading at all. */
    void say(String text) {
        if (!outbox.offerAboveAll(Outbox.Frame.of(text))) {
            close(CloseCode.TOO_SLOW);
        }
    }

    boolean hasRoom() {
        return outbox.hasRoom();
    }

    /** Another token of the same user. */
    void renew(Instant until) {
        expiresAt = until;
        expiryTold = false;
    }

    /** Ends the socket; frames not yet sent are given up. Only the first reason counts. */
    void close(CloseCode code) {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            closingSince = System.nanoTime();
        }
        metrics.closed(code);
        end();
        gateway.leave(this);
        var open = session;
        if (open != null) {
            open.close(code.number(), code.reason(), Callback.NOOP);
        }
    }

    /** Without a closing handshake. */
    void disconnect() {
        var open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    /** What time alone brings about: expiry, pings, and the end of a peer that no longer answers. */
    void check(Instant now, long nanos) {
        if (isOverdue(nanos)) {
            disconnect();
        } else if (!now.isBefore(expiresAt)) {
            close(CloseCode.TOKEN_EXPIRED);
        } else if (nanos - heardAt >= limits.silenceAllowed().toNanos()) {
            close(CloseCode.HEARTBEAT_MISSED);
        } else if (!expiryTold && !now.isBefore(expiresAt.minus(EXPIRY_NOTICE))) {
            expiryTold = true;
            dialogue.tokenExpires();
        } else if (nanos - pingedAt >= limits.pingEvery().toNanos()) {
            ping(nanos);
        }
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        gateway.join(this);
    }

    @Override
    public void onWebSocketText(String frame) {
        heardAt = System.nanoTime();
        try {
            if (!dialogue.hear(frame)) {
                close(CloseCode.BAD_FRAME);
            }
        } catch (RuntimeException e) {
            log.error("a frame of {} could not be handled", userId, e);
            close(CloseCode.INTERNAL);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        close(CloseCode.BAD_FRAME);
        callback.succeed();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heardAt = System.nanoTime();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("a socket of {} failed: {}", userId, cause.toString());
    }

    @Override
    public void onWebSocketClose(int statusCode, @Nullable String reason, Callback callback) {
        end();
        gateway.closed(this);
        callback.succeed();
    }

    private synchronized boolean isOverdue(long nanos) {
        return closing && nanos - closingSince >= CLOSING_NANOS;
    }

    private void ping(long nanos) {
        pingedAt = nanos;
        var open = session;
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    private void end() {
        outbox.close();
        dialogue.end();
    }

    private void roomAgain() {
        dialogue.roomAgain();
    }

    private void send(Outbox.Frame frame, Callback sent) {
        var open = session;
        if (open == null) {
            throw new IllegalStateException("sent before it was open");
        }
        open.sendText(
                frame.text(),
                Callback.from(
                        () -> {
                            metrics.sent(frame.since());
                            sent.succeed();
                        },
                        sent::fail));
    }
}
