package chat4all.bench;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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
        while (!ledger.allArrived() && !isOver()) {
            pause();
        }
    }

    /**
     * The histories as they are when everything accepted is in them, or when the time is over. By id and not by number:
     * a message that was never answered may be stored, and must not stand in for one that is still to come.
     */
    List<Seen> awaitHistories(Function<List<Talk>, Map<String, List<Seen>>> histories, List<Talk> talks) {
        Map<String, Set<String>> accepted = ledger.sent().stream()
                .filter(Sent::accepted)
                .collect(groupingBy(Sent::conversationId, mapping(Sent::messageId, toSet())));
        Map<String, List<Seen>> known = new HashMap<>();
        for (var missing = talks; !missing.isEmpty(); ) {
            known.putAll(read(histories, missing));
            missing = talks.stream()
                    .filter(talk -> !Seen.ids(known.getOrDefault(talk.conversationId(), List.of()))
                            .containsAll(accepted.getOrDefault(talk.conversationId(), Set.of())))
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
    private Map<String, List<Seen>> read(Function<List<Talk>, Map<String, List<Seen>>> histories, List<Talk> talks) {
        try {
            return histories.apply(talks);
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
