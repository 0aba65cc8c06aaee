package chat4all.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what was accepted with what the histories hold and what came on the sockets. Pure: it knows only what it is
 * given. What it holds to be true of the platform:
 *
 * <ul>
 *   <li>every accepted message is in its conversation's history exactly once, under the id of its 202, unaltered;
 *   <li>a history has seq 1, 2, 3, … and a message that was sent after another had been answered comes after it;
 *   <li>every accepted message came on its recipient's socket exactly once, with the seq it has in the history, and seq
 *       rises on each socket in each conversation.
 * </ul>
 */
final class Reconciliation {
    private static final int FINDINGS = 20;

    private final Map<Long, Sent> sent = new HashMap<>();
    private final Map<Long, Seen> inHistory = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long lost;
    private long duplicated;
    private long outOfOrder;
    private long corrupted;
    private long unexpected;

    private Reconciliation(Collection<Sent> sent) {
        sent.forEach(message -> this.sent.put(message.number(), message));
    }

    /**
     * @param history in the order in which each conversation's history was answered
     * @param sockets in the order of arrival on each socket; what senders hear of their own messages is left out
     * @param pushExpected false when only the histories count
     */
    static Verdict of(Collection<Sent> sent, Collection<Seen> history, Collection<Seen> sockets, boolean pushExpected) {
        var books = new Reconciliation(sent);
        books.histories(history);
        long pushed = books.sockets(sockets, pushExpected);
        long accepted = sent.stream().filter(Sent::accepted).count();
        return new Verdict(
                accepted,
                sent.size() - accepted,
                books.inHistory.size(),
                pushed,
                books.lost,
                books.duplicated,
                books.outOfOrder,
                books.corrupted,
                books.unexpected,
                List.copyOf(books.findings));
    }

    private void histories(Collection<Seen> history) {
        Map<String, List<Seen>> conversations = new HashMap<>();
        for (var seen : history) {
            conversations
                    .computeIfAbsent(seen.conversationId(), id -> new ArrayList<>())
                    .add(seen);
            if (known(seen) && inHistory.putIfAbsent(seen.number(), seen) != null) {
                duplicated++;
                finding("stored twice", seen);
            }
        }
        conversations.values().forEach(this::sequence);
        conversations.values().forEach(this::realTimeOrder);
        for (var message : sent.values()) {
            if (message.accepted() && !inHistory.containsKey(message.number())) {
                lost++;
                finding("not in the history: message " + message.number() + " " + message.messageId() + " of "
                        + message.conversationId());
            }
        }
    }

    private void sequence(List<Seen> conversation) {
        long expected = 1;
        for (var seen : conversation) {
            if (seen.seq() != expected) {
                outOfOrder++;
                finding("seq " + expected + " expected", seen);
            }
            expected = seen.seq() + 1;
        }
    }

    /** A message that was answered before another was begun comes first, whoever sent them. */
    private void realTimeOrder(List<Seen> conversation) {
        long latestStart = Long.MIN_VALUE;
        var bySeq = conversation.stream()
                .filter(seen -> sent.containsKey(seen.number()))
                .sorted(Comparator.comparingLong(Seen::seq))
                .toList();
        for (var seen : bySeq) {
            var message = sent.get(seen.number());
            if (message == null) {
                continue;
            }
            if (message.ackedNanos() < latestStart) {
                outOfOrder++;
                finding("comes after a message that was begun when it had been answered", seen);
            }
            latestStart = Math.max(latestStart, message.startedNanos());
        }
    }

    private long sockets(Collection<Seen> sockets, boolean pushExpected) {
        Map<String, Long> lastSeq = new HashMap<>();
        Set<Long> pushed = new HashSet<>();
        for (var seen : sockets) {
            var last = lastSeq.put(seen.by() + " " + seen.conversationId(), seen.seq());
            if (!known(seen)) {
                continue;
            }
            if (!pushed.add(seen.number())) {
                duplicated++;
                finding("pushed twice", seen);
            } else if ((last != null && seen.seq() <= last) || !agreesWithHistory(seen)) {
                outOfOrder++;
                finding("pushed out of order, or with another seq than in the history", seen);
            }
        }
        if (pushExpected) {
            sent.values().stream()
                    .filter(message -> message.accepted() && !pushed.contains(message.number()))
                    .forEach(this::notPushed);
        }
        return pushed.size();
    }

    private boolean agreesWithHistory(Seen pushed) {
        var stored = inHistory.get(pushed.number());
        return stored == null || stored.seq() == pushed.seq();
    }

    private void notPushed(Sent message) {
        lost++;
        finding("not pushed to " + message.recipient() + ": message " + message.number() + " " + message.messageId()
                + " of " + message.conversationId());
    }

    /** Whether it is a message of this run where it belongs; if not, that is counted. */
    private boolean known(Seen seen) {
        var message = sent.get(seen.number());
        if (!seen.intact()) {
            corrupted++;
            finding("altered", seen);
            // An altered text may still tell which message it was; then it is not lost as well.
            return message != null;
        }
        boolean right = message != null
                && message.conversationId().equals(seen.conversationId())
                && (message.messageId() == null || message.messageId().equals(seen.messageId()))
                && (seen.by().equals(Seen.HISTORY) || seen.by().equals(message.recipient()));
        if (!right) {
            unexpected++;
            finding("nobody sent this here", seen);
        }
        return right;
    }

    private void finding(String what, Seen seen) {
        finding(what + ": " + seen);
    }

    private void finding(String text) {
        if (findings.size() < FINDINGS) {
            findings.add(text);
        }
    }
}
