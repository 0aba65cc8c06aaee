package chat4all.edge.commands;

import chat4all.edge.async.Polling;
import chat4all.edge.http.Problems;
import chat4all.edge.kafka.TopicWriter;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.TopologyClient;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.CommandOutcome;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Appends a command and waits, two seconds at most, for what the topology decides: it alone knows members and messages in
 * one order, so of two changes asked for at once none is lost. Who got 503 may look, or ask again under the same key.
 */
public final class Decisions {
    private static final Polling POLLING =
            new Polling(Duration.ofSeconds(2), Duration.ofMillis(5), Duration.ofMillis(50));
    /** An append, and the last question. */
    private static final long ANSWER_WITHIN_MILLIS = 4_000;

    private final TopicWriter writer;
    private final TopologyClient topology;

    public Decisions(TopicWriter writer, TopologyClient topology) {
        this.writer = writer;
        this.topology = topology;
    }

    /**
     * It took place, or was so already.
     *
     * @param seq of the event; none when it was so already
     * @param timestamp of the command, in epoch milliseconds of the broker
     */
    public record Decided(OptionalLong seq, long timestamp) {}

    /** Fails with the problem that refuses the command. */
    public CompletableFuture<Decided> decide(ConversationCommand command, Optional<String> trace) {
        return writer.append(Topics.MESSAGES, command.conversationId(), command, trace)
                .thenCompose(timestamp -> POLLING.until(() -> ask(command))
                        .thenApply(found -> found.orElseThrow(
                                () -> Problems.unavailable("The change was asked for and is not decided yet.")))
                        .thenApply(outcome -> decided(command, outcome, timestamp)))
                .orTimeout(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Empty while it is under way, or nobody can say. */
    private CompletableFuture<Optional<CommandOutcome>> ask(ConversationCommand command) {
        return topology.outcome(command.conversationId(), command.commandId())
                .thenApply((Answer<CommandOutcome> answer) ->
                        answer instanceof Found<CommandOutcome> found ? Optional.of(found.value()) : Optional.empty());
    }

    private static Decided decided(ConversationCommand command, CommandOutcome outcome, long timestamp) {
        var seq = outcome.seq();
        var reason = outcome.reason();
        if (!outcome.fingerprint().equals(command.fingerprint())) {
            throw problem(RejectionCode.IDEMPOTENCY_KEY_REUSED);
        }
        if (reason != null && reason != RejectionCode.NO_CHANGE) {
            throw problem(reason);
        }
        return new Decided(seq == null ? OptionalLong.empty() : OptionalLong.of(seq), timestamp);
    }

    private static ProblemException problem(RejectionCode reason) {
        return switch (reason) {
            case NOT_A_MEMBER -> Problems.notAMember();
            case CONVERSATION_UNKNOWN -> Problems.notFound("conversation");
            case MESSAGE_UNKNOWN -> Problems.notFound("message");
            case MEMBER_UNKNOWN -> Problems.notFound("member");
            case FORBIDDEN -> refused(403, reason, "You may not do this.");
            case ALREADY_MEMBER -> refused(409, reason, "The user is a member already.");
            case LAST_ADMIN -> refused(409, reason, "The last admin cannot leave; make somebody else an admin first.");
            case CONVERSATION_EXISTS -> refused(409, reason, "There is a conversation with this id.");
            case IDEMPOTENCY_KEY_REUSED ->
                refused(422, reason, "You have used this key for another request in the last 24 hours.");
            case TOO_MANY_MEMBERS -> refused(422, reason, "A conversation has at most 256 members.");
            case PAYLOAD_TOO_LARGE -> refused(413, reason, "The request is too large.");
            case RECIPIENT_NOT_MEMBER, RECIPIENT_INVALID, VALIDATION, DUPLICATE, NO_CHANGE ->
                refused(422, reason, "The request breaks a rule.");
        };
    }

    private static ProblemException refused(int status, RejectionCode reason, String detail) {
        return ProblemException.of(status, reason.code(), detail);
    }
}
