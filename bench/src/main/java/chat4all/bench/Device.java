package chat4all.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A device of somebody's that speaks {@code chat4all.v1}: it says what it has, and is told the rest. */
final class Device implements AutoCloseable, WebSocket.Listener {
    private final String name;
    private final Friend owner;
    private final String conversationId;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder frame = new StringBuilder();
    private final List<Long> seqs = new ArrayList<>();
    private final WebSocket socket;

    private Device(String name, Friend owner, Api api, String conversationId) {
        this.name = name;
        this.owner = owner;
        this.conversationId = conversationId;
        this.socket = api.connectEvents(owner.user(), this).join();
    }

    /** Connects, and has been told everything after {@code lastSeq} when this returns. */
    static Device switchedOn(String name, Friend owner, Api api, String conversationId, long lastSeq) {
        var device = new Device(name, owner, api, conversationId);
        device.await(frame -> op(frame).equals("hello"), "hello");
        device.says(Map.of("op", "resume", "conversations", Map.of(conversationId, lastSeq)));
        device.await(frame -> op(frame).equals("resumed"), "resumed");
        return device;
    }

    String name() {
        return name;
    }

    /** The seqs of the conversation's messages, in the order in which it was told of them. */
    List<Long> seqs() {
        return List.copyOf(seqs);
    }

    /** Returns when it has been told of the message. */
    void awaitMessage(String messageId) {
        await(frame -> frame.path("data").path("message_id").asText().equals(messageId), messageId);
    }

    /** Returns when it has been told of the conversation's message of this seq, be it before. */
    void awaitSeq(long seq) {
        if (!seqs.contains(seq)) {
            await(frame -> seqs.contains(seq), "message " + seq);
        }
    }

    void reads(long upTo) {
        says(Map.of("op", "read", "conversation_id", conversationId, "up_to", upTo));
    }

    private void says(Map<String, ?> words) {
        socket.sendText(Api.text(words), true).join();
    }

    private void await(Predicate<JsonNode> wanted, String what) {
        long deadline = System.nanoTime() + Play.PATIENCE.toNanos();
        try {
            for (long left = 1; left > 0; left = deadline - System.nanoTime()) {
                var next = frames.poll(Play.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    break;
                }
                if (next.path("type").asText().equals("message.created")
                        && next.path("conversation_id").asText().equals(conversationId)) {
                    seqs.add(next.path("seq").asLong());
                }
                if (wanted.test(next)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ApiException(owner.name() + " (" + name + "): no " + what);
    }

    private static String op(JsonNode frame) {
        return frame.path("op").asText();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            frames.add(Api.json(frame.toString()));
            frame.setLength(0);
        }
        return null;
    }

    /** Switched off: the gateway is not told. */
    @Override
    public void close() {
        socket.abort();
    }
}
