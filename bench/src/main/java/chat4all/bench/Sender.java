package chat4all.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages and writes into the ledger what became of them. A failure that may pass is tried again with the same
 * client message id until {@code giveUpAfter}, so that a message is taken once however often it is sent.
 */
final class Sender {
    private static final long FIRST_BACK_OFF_MILLIS = 50;
    private static final long LONGEST_BACK_OFF_MILLIS = 4_000;

    private final Api api;
    private final Ledger ledger;
    private final Duration giveUpAfter;
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

    Sender(Api api, Ledger ledger, Duration giveUpAfter) {
        this.api = api;
        this.ledger = ledger;
        this.giveUpAfter = giveUpAfter;
    }

    /** Completes, never exceptionally, when the message is accepted or given up. */
    CompletableFuture<Void> send(Phase phase, Talk talk, int side, long intendedNanos) {
        long number = ledger.nextNumber();
        var from = talk.side(side);
        var to = talk.side(1 - side);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("conversation_id", talk.conversationId());
        body.put("recipient_id", to.userId());
        body.put("content", Content.write(ledger.run(), phase.index(), number, intendedNanos));
        body.put("client_message_id", ledger.run() + "-" + number);
        var message = new Sent(number, talk.conversationId(), to.userId(), null, System.nanoTime(), Long.MAX_VALUE);
        var done = new CompletableFuture<Void>();
        attempt(new Attempt(phase, from, body, message, intendedNanos, done), FIRST_BACK_OFF_MILLIS);
        return done;
    }

    /** What the API answered instead of 202, for good, and how often. */
    Map<String, LongAdder> refusals() {
        return refusals;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // every outcome is handled within
    private void attempt(Attempt attempt, long backOffMillis) {
        api.post("/v1/messages", attempt.from, attempt.body)
                .whenComplete((answer, failed) -> settle(attempt, answer, backOffMillis));
    }

    private void settle(Attempt attempt, @Nullable Answer answer, long backOffMillis) {
        if (answer != null && answer.status() == 202) {
            accepted(attempt, answer.body().path("message_id").asText());
        } else if (answer != null && !answer.passing()) {
            givenUp(attempt, answer.status() + " " + answer.code());
        } else if (System.nanoTime() - attempt.message.startedNanos() > giveUpAfter.toNanos()) {
            givenUp(attempt, answer == null ? "no answer" : answer.status() + " " + answer.code());
        } else {
            attempt.phase.retried();
            var asked = answer == null ? 0 : answer.retryAfter().toMillis();
            long wait = Math.max(backOffMillis, Math.min(asked, LONGEST_BACK_OFF_MILLIS));
            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS)
                    .execute(() -> attempt(attempt, Math.min(backOffMillis * 2, LONGEST_BACK_OFF_MILLIS)));
        }
    }

    private void accepted(Attempt attempt, String messageId) {
        attempt.phase.accepted(attempt.intendedNanos);
        var message = attempt.message;
        ledger.sent(new Sent(
                message.number(),
                message.conversationId(),
                message.recipient(),
                messageId,
                message.startedNanos(),
                System.nanoTime()));
        attempt.done.complete(null);
    }

    private void givenUp(Attempt attempt, String why) {
        attempt.phase.failed();
        refusals.computeIfAbsent(why, reason -> new LongAdder()).increment();
        ledger.sent(attempt.message);
        attempt.done.complete(null);
    }

    private record Attempt(
            Phase phase,
            Participant from,
            Map<String, Object> body,
            Sent message,
            long intendedNanos,
            CompletableFuture<Void> done) {}
}
