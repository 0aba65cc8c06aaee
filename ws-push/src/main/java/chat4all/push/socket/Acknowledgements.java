package chat4all.push.socket;

import chat4all.push.feed.Turns;
import chat4all.schemas.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client says to have received, told to the API at most once a second for each conversation, however often the
 * client says so. What the API did not take is told again with what comes next.
 */
final class Acknowledgements {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Fewer than may wait for an answer; of more, the client has to say so again. */
    private static final int MOST_CONVERSATIONS = 16;

    private final Requests requests;
    private final Turns turns;
    private final Map<String, Long> received = new HashMap<>(2);
    private boolean awaited;

    Acknowledgements(Requests requests, Turns turns) {
        this.requests = requests;
        this.turns = turns;
    }

    /** False when there are too many conversations at once. */
    synchronized boolean add(String conversationId, long seq) {
        if (received.size() >= MOST_CONVERSATIONS && !received.containsKey(conversationId)) {
            return false;
        }
        received.merge(conversationId, seq, Math::max);
        if (!awaited) {
            awaited = true;
            turns.later(EVERY, this::tell);
        }
        return true;
    }

    private void tell() {
        Map<String, Long> told;
        synchronized (this) {
            told = Map.copyOf(received);
            received.clear();
            awaited = false;
        }
        told.forEach((conversationId, seq) -> requests.post(
                "/v1/conversations/" + conversationId + "/delivered",
                Json.MAPPER.createObjectNode().put("up_to_seq", seq).toString(),
                answer -> answered(answer, conversationId, seq)));
    }

    private synchronized void answered(Api.Answer answer, String conversationId, long seq) {
        boolean later = answer.status() == 429 || answer.status() >= 500;
        if (later && received.size() < MOST_CONVERSATIONS) {
            received.merge(conversationId, seq, Math::max);
        }
    }
}
