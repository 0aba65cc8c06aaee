package chat4all.bench;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One participant's socket: writes what comes into the ledger, and connects again when it is cut off. */
final class Listener implements WebSocket.Listener {
    private static final Executor SHORTLY = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private final Api api;
    private final Participant participant;
    private final Ledger ledger;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final StringBuilder frame = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile boolean closing;

    Listener(Api api, Participant participant, Ledger ledger) {
        this.api = api;
        this.participant = participant;
        this.ledger = ledger;
    }

    /** Completes when the gateway has said that nothing will be missed. */
    @SuppressWarnings("FutureReturnValueIgnored") // the outcome is in the answer
    CompletableFuture<Void> connect() {
        api.connect(participant, this).whenComplete((opened, failed) -> {
            if (failed != null) {
                connected.completeExceptionally(failed);
            }
        });
        return connected;
    }

    void close() {
        closing = true;
        var open = socket;
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
            long now = System.nanoTime();
            var text = frame.toString();
            frame.setLength(0);
            received(text, now);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        again();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        again();
    }

    private void received(String text, long now) {
        var json = Api.json(text);
        switch (json.path("type").asText()) {
            case "connected" -> connected.complete(null);
            case "MESSAGE_STATUS" -> ledger.status();
            case "NEW_MESSAGE" -> {
                var content = Content.read(ledger.run(), json.path("content").asText());
                var seen = new Seen(
                        participant.userId(),
                        json.path("conversation_id").asText(),
                        json.path("seq").asLong(),
                        json.path("message_id").asText(),
                        content.number(),
                        content.intact());
                ledger.pushed(participant.userId(), json.path("sender_id").asText(), seen, content, now);
            }
            default -> {}
        }
    }

    private void again() {
        if (!closing) {
            ledger.disconnected();
            frame.setLength(0);
            SHORTLY.execute(this::reconnect);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure is tried again
    private void reconnect() {
        if (!closing) {
            api.connect(participant, this).whenComplete((opened, failed) -> {
                if (failed != null) {
                    SHORTLY.execute(this::reconnect);
                }
            });
        }
    }
}
