package chat4all.push.socket;

import chat4all.runtime.auth.Verified;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one user. It is told each message once and in order of seq, is closed rather than waited for when
 * it reads too slowly, and holds no thread and no timer of its own: {@link Heartbeat} looks after it. Public because
 * Jetty calls listeners by method handles, which need access to the class.
 */
public final class ClientSocket implements Session.Listener.AutoDemanding {
    private static final Logger log = LoggerFactory.getLogger(ClientSocket.class);
    /** How long a peer may take over its part of the closing handshake. */
    private static final long CLOSING_NANOS = 5_000_000_000L;

    private final Gateway gateway;
    private final Limits limits;
    private final PushMetrics metrics;
    private final String userId;
    private final Instant expiresAt;
    private final Outbox outbox;
    private final SentSeqs sentSeqs;
    private volatile @Nullable Session session;
    private volatile long heardAt = System.nanoTime();
    private long pingedAt = System.nanoTime();
    private boolean closing;
    private long closingSince;

    ClientSocket(Gateway gateway, Limits limits, PushMetrics metrics, Verified.Accepted user) {
        this.gateway = gateway;
        this.limits = limits;
        this.metrics = metrics;
        this.userId = user.userId();
        this.expiresAt = user.expiresAt();
        this.outbox = new Outbox(this::send, limits.queuedFrames());
        this.sentSeqs = new SentSeqs(limits.rememberedConversations());
    }

    String userId() {
        return userId;
    }

    /** Sends {@code connected}, and after it whatever came in the meantime. */
    void welcome() {
        outbox.open(new Outbox.Frame(PlainProtocol.connected(userId, System.currentTimeMillis()), 0));
    }

    void deliver(Notice notice) {
        boolean message = notice.isNewMessage();
        if (message && !isNew(notice)) {
            metrics.repeated.increment();
            return;
        }
        offer(new Outbox.Frame(notice.text(), message ? notice.timestamp() : 0));
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
        outbox.close();
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
        PlainProtocol.answer(frame, System.currentTimeMillis())
                .ifPresentOrElse(answer -> offer(new Outbox.Frame(answer, 0)), () -> close(CloseCode.BAD_FRAME));
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
        outbox.close();
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

    private boolean isNew(Notice notice) {
        if (notice.conversationId() == null) {
            return true;
        }
        synchronized (sentSeqs) {
            return sentSeqs.advance(notice.conversationId(), notice.seq());
        }
    }

    private void offer(Outbox.Frame frame) {
        if (!outbox.offer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
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
