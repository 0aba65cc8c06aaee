package chat4all.topology;

import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message's history as the set of what was observed, each with its earliest time, oldest first and bounded. */
final class History {
    private static final Comparator<StatusChange> OLDEST_FIRST = Comparator.comparing(StatusChange::at)
            .thenComparing(change -> change.status().rank())
            .thenComparing(change -> String.valueOf(change.recipientId()))
            .thenComparing(StatusChange::attempt);

    /** What makes two observations the same. */
    private record Fact(String recipientId, String status, int attempt) {
        static Fact of(StatusChange change) {
            return new Fact(
                    String.valueOf(change.recipientId()), change.status().name(), change.attempt());
        }
    }

    private History() {}

    static List<StatusChange> with(List<StatusChange> history, StatusChange observed) {
        Map<Fact, StatusChange> facts = new LinkedHashMap<>();
        history.forEach(change -> facts.put(Fact.of(change), change));
        facts.merge(Fact.of(observed), observed, (a, b) -> OLDEST_FIRST.compare(a, b) <= 0 ? a : b);
        return facts.values().stream()
                .sorted(OLDEST_FIRST)
                .limit(MessageStatus.MAX_HISTORY)
                .toList();
    }
}
