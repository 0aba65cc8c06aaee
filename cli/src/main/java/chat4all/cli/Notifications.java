package chat4all.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the gateway pushes, as it comes. A connection that breaks is made again until it is closed here. */
final class Notifications implements WebSocket.Listener, AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final HttpClient client;
    private final URI address;
    private final Session session;
    private final Ear ear;
    private final StringBuilder frame = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile boolean closing;

    /** Who is told, one thing at a time. */
    interface Ear {
        void heard(JsonNode frame);

        /** The connection broke and is being made again; what comes meanwhile is in the history only. */
        void interrupted();
    }

    Notifications(HttpClient client, URI address, Session session, Ear ear) {
        this.client = client;
        this.address = address;
        this.session = session;
        this.ear = ear;
    }

    /** Returns when the gateway has taken the connection. */
    void open() {
        try {
            connect().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException refused
                    && refused.getResponse().statusCode() == UNAUTHORIZED) {
                throw Failure.refused("failure.signedOut");
            }
            throw Failure.unreachable(address);
        }
    }

    @Override
    public void close() {
        closing = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            String text = frame.toString();
            frame.setLength(0);
            tell(text);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        again();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        again();
    }

    private void tell(String text) {
        try {
            ear.heard(Api.JSON.readTree(text));
        } catch (JsonProcessingException noJson) {
            // Another version of the gateway may say more than this client knows.
        }
    }

    private void again() {
        if (!closing) {
            frame.setLength(0);
            ear.interrupted();
            SOON.execute(this::reconnect);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure is tried again
    private void reconnect() {
        if (!closing) {
            connect().whenComplete((opened, failed) -> {
                if (failed != null) {
                    SOON.execute(this::reconnect);
                }
            });
        }
    }

    private CompletableFuture<WebSocket> connect() {
        return client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + session.token())
                .buildAsync(address, this);
    }
}
