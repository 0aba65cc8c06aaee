package chat4all.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits, for a bounded time, until everything accepted has arrived on the sockets and in the histories. */
final class Settlement {
    private static final long POLL_MILLIS = 100;

    private final Ledger ledger;
    private final long deadlineNanos;

    Settlement(Ledger ledger, Duration patience) {
        this.ledger = ledger;
        this.deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    void awaitSockets() {
        while (ledger.arrived() < ledger.accepted() && !isOver()) {
            pause();
        }
    }

    /** The histories as they are when complete, or when the time is over. */
    List<Seen> awaitHistories(Histories histories, List<Talk> talks) {
        Map<String, Long> accepted = new HashMap<>();
        ledger.sent().stream()
                .filter(Sent::accepted)
                .forEach(message -> accepted.merge(message.conversationId(), 1L, Long::sum));
        Map<String, List<Seen>> known = new HashMap<>();
        for (var missing = talks; !missing.isEmpty(); ) {
            known.putAll(read(histories, missing));
            missing = talks.stream()
                    .filter(talk ->
                            known.getOrDefault(talk.conversationId(), List.of()).size()
                                    < accepted.getOrDefault(talk.conversationId(), 0L))
                    .toList();
            if (isOver()) {
                break;
            }
            if (!missing.isEmpty()) {
                pause();
            }
        }
        List<Seen> all = new ArrayList<>();
        known.values().forEach(all::addAll);
        return all;
    }

    /** While there is time, histories that cannot be read are only late. */
    private Map<String, List<Seen>> read(Histories histories, List<Talk> talks) {
        try {
            return histories.read(talks);
        } catch (CompletionException e) {
            if (isOver()) {
                throw e;
            }
            return Map.of();
        }
    }

    private boolean isOver() {
        return System.nanoTime() >= deadlineNanos;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
