package chat4all.push.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one socket asks of the API: one request after the other, so that messages sent in a row stay in a row, and a
 * bounded number that wait. Nobody is ever waited for by a thread.
 */
final class Requests {
    private static final int MOST_WAITING = 32;

    private final Api api;
    private final Supplier<String> token;
    private final Deque<Request> waiting = new ArrayDeque<>(0);
    private boolean busy;

    private record Request(String path, String json, Consumer<Api.Answer> answered) {}

    Requests(Api api, Supplier<String> token) {
        this.api = api;
        this.token = token;
    }

    /** {@code answered} is always called, with a problem of ours when the API gave no answer. */
    void post(String path, String json, Consumer<Api.Answer> answered) {
        var request = new Request(path, json, answered);
        if (!add(request)) {
            answered.accept(refusal(429, "rate-limited", "Too many requests wait for an answer on this socket."));
            return;
        }
        begin();
    }

    private synchronized boolean add(Request request) {
        return waiting.size() < MOST_WAITING && waiting.add(request);
    }

    private void begin() {
        var next = next();
        if (next != null) {
            run(next);
        }
    }

    private synchronized @Nullable Request next() {
        if (busy || waiting.isEmpty()) {
            return null;
        }
        busy = true;
        return waiting.poll();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // every outcome is handled
    private void run(Request request) {
        var answering = api.post(request.path(), request.json(), token.get());
        answering.exceptionally(failed -> unavailable()).thenAccept(answer -> {
            synchronized (this) {
                busy = false;
            }
            request.answered().accept(answer);
            begin();
        });
    }

    private static Api.Answer unavailable() {
        return refusal(503, "unavailable", "The API does not answer; send it again, with the same message_id.");
    }

    private static Api.Answer refusal(int status, String code, String detail) {
        return new Api.Answer(status, EventFrames.problem(status, code, detail));
    }
}
