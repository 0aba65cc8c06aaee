package chat4all.connectors.simulator.webhooks;

import chat4all.connectors.simulator.world.Platform;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every attempt to deliver a webhook, the last 5,000. */
public final class WebhookLog {
    private static final int MOST = 5_000;

    private final Deque<Attempt> attempts = new ArrayDeque<>();

    /** One attempt; {@code status} is absent when there was no answer, and {@code error} says why. */
    public record Attempt(
            String id,
            Platform platform,
            String url,
            int attempt,
            Instant at,
            Map<String, String> headers,
            String request,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String error,
            long ms) {}

    synchronized void add(Attempt attempt) {
        if (attempts.size() == MOST) {
            attempts.removeFirst();
        }
        attempts.addLast(attempt);
    }

    /** The newest first. */
    public synchronized List<Attempt> last(int most) {
        var found = new ArrayList<Attempt>();
        var newest = attempts.descendingIterator();
        while (newest.hasNext() && found.size() < most) {
            found.add(newest.next());
        }
        return found;
    }

    /** The newest attempt of that webhook. */
    public synchronized Optional<Attempt> find(String id) {
        return attempts.stream().filter(attempt -> attempt.id().equals(id)).reduce((before, after) -> after);
    }

    public synchronized void clear() {
        attempts.clear();
    }
}
