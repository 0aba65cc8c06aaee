package chat4all.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client of {@code chat4all.v1} that remembers everything it was told. */
class EventClient implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private int looked;

    void say(String frame) {
        opened.join().sendText(frame, true).join();
    }

    /** Everything from the read watermarks on. */
    void resume() {
        resume(Map.of());
    }

    void resume(Map<String, Long> lastSeqs) {
        say(lastSeqs.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{\"op\":\"resume\",\"conversations\":{", "}}")));
    }

    /** The first frame of this operation after those that were looked at. */
    JsonNode next(String operation) {
        await().atMost(PATIENCE).until(() -> indexOf(operation) >= 0);
        int index = indexOf(operation);
        looked = index + 1;
        return frames.get(index);
    }

    /** All seqs of events of a conversation, as they came. */
    List<Long> seqs(String conversationId) {
        return frames.stream()
                .filter(frame -> frame.path("op").asText().equals("event"))
                .filter(frame -> frame.path("conversation_id").asText().equals(conversationId))
                .map(frame -> frame.path("seq").asLong())
                .toList();
    }

    /** Waits until that many events of a conversation have come. */
    List<Long> awaitSeqs(String conversationId, int count) {
        await().atMost(PATIENCE).until(() -> seqs(conversationId).size() >= count);
        return seqs(conversationId);
    }

    List<JsonNode> heard(String operation) {
        return frames.stream()
                .filter(frame -> frame.path("op").asText().equals(operation))
                .toList();
    }

    /** What was sent before this has all been seen. */
    void settle() {
        int pongs = heard("pong").size();
        say("{\"op\":\"ping\"}");
        await().atMost(PATIENCE).until(() -> heard("pong").size() > pongs);
    }

    void leave() {
        opened.join().abort();
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private int indexOf(String operation) {
        for (int i = looked; i < frames.size(); i++) {
            if (frames.get(i).path("op").asText().equals(operation)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void onOpen(WebSocket socket) {
        opened.complete(socket);
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            var frame = Client.json(parts.toString());
            assertThat(frame.path("op").isTextual()).as(frame.toString()).isTrue();
            frames.add(frame);
            parts.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Reads nothing until told to. */
    static final class Deaf extends EventClient {
        @Override
        public void onOpen(WebSocket socket) {
            opened.complete(socket);
        }

        void listen() {
            opened.join().request(1);
        }
    }
}
