package chat4all.bench;

import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One {@code chat4all.v1} socket of a crowd. It remembers how far it was told each conversation, and resumes there when it
 * is connected again; what it is told of messages it hands on with the time.
 */
final class CrowdSocket implements WebSocket.Listener {

    /** Hears of a message; nanos as {@link System#nanoTime()}. Called on the threads that read. */
    interface Heard {
        void message(CrowdSocket by, String content, long nanos);
    }

    private static final long PAUSE_MILLIS = 500;

    private final Api api;
    private final Participant participant;
    private final Heard heard;
    private final Map<String, Long> positions = new ConcurrentHashMap<>(2);
    private StringBuilder parts = new StringBuilder(0);
    private volatile @Nullable WebSocket socket;
    private volatile CompletableFuture<Void> resumed = new CompletableFuture<>();

    CrowdSocket(Api api, Participant participant, Heard heard) {
        this.api = api;
        this.participant = participant;
        this.heard = heard;
    }

    Participant participant() {
        return participant;
    }

    /** Completes when everything that was missed has been told. */
    @SuppressWarnings("FutureReturnValueIgnored") // the outcome is in the answer
    CompletableFuture<Void> connect() {
        var outcome = new CompletableFuture<Void>();
        resumed = outcome;
        parts = new StringBuilder(0);
        api.connectEvents(participant, this).whenComplete((opened, failed) -> {
            if (failed != null) {
                outcome.completeExceptionally(failed);
            }
        });
        return outcome;
    }

    /** Tries again, as clients do, when it cannot be opened or is closed again; {@code again} hears of each time. */
    CompletableFuture<Void> connectPatiently(int tries, Runnable again) {
        return connect().exceptionallyCompose(failed -> {
            if (tries == 1) {
                return CompletableFuture.failedFuture(failed);
            }
            again.run();
            return CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                    .thenCompose(paused -> connectPatiently(tries - 1, again));
        });
    }

    /** Without a word, as a network does. */
    void cut() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }

    /** How far it was told a conversation. */
    long position(String conversation) {
        return positions.getOrDefault(conversation, 0L);
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (last && parts.isEmpty()) {
            received(from, data.toString());
            return null;
        }
        parts.append(data);
        if (last) {
            var text = parts.toString();
            parts = new StringBuilder(0);
            received(from, text);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        resumed.completeExceptionally(new ApiException("The gateway closed a socket: " + statusCode));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        resumed.completeExceptionally(error);
    }

    private void received(WebSocket from, String text) {
        long now = System.nanoTime();
        var frame = Api.json(text);
        switch (frame.path("op").asText()) {
            case "hello" -> resume(from);
            case "resumed" -> resumed.complete(null);
            case "event" -> {
                positions.merge(
                        frame.path("conversation_id").asText(),
                        frame.path("seq").asLong(),
                        Math::max);
                if (frame.path("type").asText().equals("message.created")) {
                    heard.message(this, frame.at("/data/content").asText(), now);
                }
            }
            default -> {}
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a socket that cannot be written to ends
    private void resume(WebSocket to) {
        to.sendText(Api.text(Map.of("op", "resume", "conversations", positions)), true);
    }
}
