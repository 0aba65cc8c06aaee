package chat4all.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One of the two people of the demo: a user who exists or is registered now, and a socket that listens. */
final class Friend implements WebSocket.Listener {
    private final String name;
    private final Api api;
    private final Participant user;
    private final BlockingQueue<JsonNode> unread = new LinkedBlockingQueue<>();
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder frame = new StringBuilder();

    private Friend(String name, Api api, Participant user) {
        this.name = name;
        this.api = api;
        this.user = user;
    }

    /** Comes in under this user name, or under one like it when somebody else already has it. */
    static Friend comesIn(String name, String username, Api api) {
        var credentials = Map.of("username", username, "password", "demo-" + username);
        var registered = api.post("/auth/register", credentials).join();
        if (registered.status() != 409) {
            registered.expect(201);
        }
        var answer = api.post("/auth/token", credentials).join();
        if (registered.status() == 409 && answer.status() == 401) {
            return comesIn(name, username + "_" + ThreadLocalRandom.current().nextInt(1_000_000), api);
        }
        var token = answer.expect(200);
        var user = new Participant(
                username,
                token.path("user_id").asText(),
                token.path("access_token").asText());
        return new Friend(name, api, user);
    }

    void listens(Duration patience) {
        api.connect(user, this).join();
        await("connected", "", patience);
    }

    /** The message id of what was accepted. */
    String says(String text, Friend to, String conversationId) {
        return api.post(
                        "/v1/messages",
                        user,
                        Map.of(
                                "conversation_id", conversationId,
                                "recipient_id", to.user.userId(),
                                "content", text))
                .join()
                .expect(202)
                .path("message_id")
                .asText();
    }

    /** Returns when a frame of this type came, about this message if one is named. */
    void await(String type, String messageId, Duration patience) {
        await(frame -> true, type, messageId, patience);
    }

    void await(Predicate<JsonNode> wanted, String type, String messageId, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                var next = unread.poll(left, TimeUnit.NANOSECONDS);
                if (next != null
                        && next.path("type").asText().equals(type)
                        && next.path("message_id").asText().equals(messageId)
                        && wanted.test(next)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ApiException(name + ": no " + type + " " + messageId);
    }

    String name() {
        return name;
    }

    Participant user() {
        return user;
    }

    /** How many messages came on the socket in this conversation. */
    long messagesHeard(String conversationId) {
        return heard.stream()
                .filter(json -> json.path("type").asText().equals("NEW_MESSAGE"))
                .filter(json -> json.path("conversation_id").asText().equals(conversationId))
                .filter(json -> !json.path("sender_id").asText().equals(user.userId()))
                .count();
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            var json = Api.json(frame.toString());
            frame.setLength(0);
            heard.add(json);
            unread.add(json);
        }
        return null;
    }
}
