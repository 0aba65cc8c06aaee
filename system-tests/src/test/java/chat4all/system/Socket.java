package chat4all.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A plain client's socket and every frame it was sent. */
final class Socket implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private Socket(URI base, String token) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(base.resolve("/?token=" + token), new Frames())
                .join();
    }

    static Socket connect(URI base, String token) {
        Socket socket = new Socket(base, token);
        Awaitility.await("connected").until(() -> !socket.ofType("connected").isEmpty());
        return socket;
    }

    List<JsonNode> all() {
        return List.copyOf(frames);
    }

    List<JsonNode> ofType(String type) {
        return frames.stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    /** What the socket was told about new messages of a conversation, in order. */
    List<JsonNode> messages(String conversation) {
        return ofType("NEW_MESSAGE").stream()
                .filter(frame -> frame.path("conversation_id").asText().equals(conversation))
                .toList();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    frames.add(Api.JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new AssertionError(text.toString(), e);
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
