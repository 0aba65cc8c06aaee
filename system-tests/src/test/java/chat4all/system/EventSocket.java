package chat4all.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client of {@code chat4all.v1} that comes back by itself, to the next of its gateways, resumes where it was, and keeps
 * books on the order in which it was told events: what is told twice, out of turn or over a hole nobody spoke of is a fault.
 */
final class EventSocket implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 200;

    private final String token;
    private final List<URI> gateways;
    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<String, Book> books = new HashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile @Nullable WebSocket socket;
    private volatile boolean resumed;
    private volatile boolean closed;

    private EventSocket(String token, List<URI> gateways) {
        this.token = token;
        this.gateways = gateways;
    }

    /** Begins with the first gateway. */
    static EventSocket connect(String token, URI... gateways) {
        var client = new EventSocket(token, List.of(gateways));
        client.open();
        return client;
    }

    boolean isResumed() {
        return resumed;
    }

    /** How often it has tried to connect. */
    int attempts() {
        return attempts.get();
    }

    /** How many events of a conversation it was told. */
    int told(String conversation) {
        synchronized (books) {
            var book = books.get(conversation);
            return book == null ? 0 : book.told.size();
        }
    }

    /** The seqs it was told, lowest first. */
    List<Long> seqs(String conversation) {
        synchronized (books) {
            var book = books.get(conversation);
            return book == null ? List.of() : book.told.stream().sorted().toList();
        }
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        closed = true;
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled
    private void open() {
        var gateway = gateways.get(attempts.getAndIncrement() % gateways.size());
        HTTP.newWebSocketBuilder()
                .subprotocols("chat4all.v1", "bearer." + token)
                .connectTimeout(CONNECT)
                .buildAsync(gateway, new Frames())
                .whenComplete((opened, failed) -> {
                    if (failed == null) {
                        socket = opened;
                    } else {
                        again();
                    }
                });
    }

    private void again() {
        resumed = false;
        if (!closed) {
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::open);
        }
    }

    private String resume() {
        ObjectNode frame = Api.JSON.createObjectNode().put("op", "resume");
        ObjectNode conversations = frame.putObject("conversations");
        synchronized (books) {
            books.forEach((conversation, book) -> conversations.put(conversation, book.resume()));
        }
        return frame.toString();
    }

    private void event(String conversation, JsonNode frame) {
        synchronized (books) {
            var fault = books.computeIfAbsent(conversation, unknown -> new Book())
                    .event(frame.path("seq").asLong());
            if (fault != null) {
                faults.add(conversation + ": " + fault);
            }
        }
    }

    private void gap(String conversation, JsonNode frame) {
        synchronized (books) {
            books.computeIfAbsent(conversation, unknown -> new Book())
                    .gap(frame.path("from_seq").asLong(), frame.path("to_seq").asLong());
        }
    }

    /** What was told of one conversation; guarded by the books. */
    private static final class Book {
        private final List<Long> told = new ArrayList<>();
        private final SortedSet<Long> missing = new TreeSet<>();
        /** 0 before the first event, which may have any seq: it is where the member joined. */
        private long last;
        /** Told already, and told again because it lies behind a gap that was open when the socket broke. */
        private long againAfter;

        private long againUpTo;

        /** Before a gap that is still open. */
        long resume() {
            againAfter = missing.isEmpty() ? last : missing.first() - 1;
            againUpTo = last;
            return againAfter;
        }

        @Nullable String event(long seq) {
            if (missing.remove(seq)) {
                told.add(seq);
            } else if (seq == last + 1 || last == 0) {
                told.add(seq);
                last = seq;
            } else if (seq > last) {
                return seq + " after " + last;
            } else if (seq <= againAfter || seq > againUpTo) {
                return seq + " again, after " + last;
            }
            return null;
        }

        void gap(long first, long to) {
            for (long seq = first; seq <= to; seq++) {
                missing.add(seq);
            }
            last = Math.max(last, to);
        }
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                hear(webSocket, text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end();
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                again();
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // a socket that cannot be spoken to ends
        private void hear(WebSocket webSocket, String said) {
            try {
                JsonNode frame = Api.JSON.readTree(said);
                String conversation = frame.path("conversation_id").asText();
                switch (frame.path("op").asText()) {
                    case "hello" -> webSocket.sendText(resume(), true);
                    case "event" -> event(conversation, frame);
                    case "gap" -> gap(conversation, frame);
                    case "resumed" -> resumed = true;
                    default -> {
                        // Not about events.
                    }
                }
            } catch (JsonProcessingException e) {
                faults.add(said);
            }
        }
    }
}
