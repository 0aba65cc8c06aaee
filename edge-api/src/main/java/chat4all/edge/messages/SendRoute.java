package chat4all.edge.messages;

import chat4all.edge.channels.Reachability;
import chat4all.edge.conversations.KnownUsers;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.files.MessageFiles;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.edge.identities.Identities;
import chat4all.edge.ids.KeyedHash;
import chat4all.edge.kafka.TopicWriter;
import chat4all.edge.messages.RecentAccepts.Accept;
import chat4all.edge.redis.IdempotencyCache;
import chat4all.edge.redis.Remembered;
import chat4all.runtime.http.ProblemException;
import chat4all.runtime.http.Trace;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/messages}: 202 once the broker has acknowledged, and within two seconds some answer. The hot path
 * reads nothing but caches, and Redis when the client gave an id; a message with a file, what is known of that, and one for
 * a contact on a platform, whether that can be reached.
 */
public final class SendRoute implements Handler {
    private static final long ANSWER_WITHIN_MILLIS = 1_900;

    private final Authentication authentication;
    private final Admission admission;
    private final LinkedRecipients linked;
    private final ReachableContacts reachable;
    private final MessageFiles files;
    private final MessageIds ids;
    private final IdempotencyCache idempotency;
    private final TopicWriter writer;
    private final RecentAccepts recent;
    private final Answers answers;
    private final Counter replayed;

    /** The parts that a message passes on its way in. */
    public record Parts(
            Memberships memberships,
            KnownUsers users,
            Identities identities,
            Reachability reachability,
            IdempotencyCache idempotency,
            TopicWriter writer,
            RecentAccepts recent) {}

    public SendRoute(
            Authentication authentication,
            Parts parts,
            MessageFiles files,
            KeyedHash hash,
            Answers answers,
            MeterRegistry meters) {
        this.authentication = authentication;
        this.admission = new Admission(parts.memberships(), parts.users());
        this.linked = new LinkedRecipients(parts.identities());
        this.reachable = new ReachableContacts(parts.reachability());
        this.files = files;
        this.ids = new MessageIds(hash);
        this.idempotency = parts.idempotency();
        this.writer = parts.writer();
        this.recent = parts.recent();
        this.answers = answers;
        this.replayed = meters.counter("messages.replayed");
    }

    record Accepted(
            String messageId,
            String conversationId,
            String status,
            long timestamp,
            @Nullable String clientMessageId) {}

    private record Outcome(SendMessage message, long timestamp, boolean isReplay) {}

    @Override
    public void handle(Context context) {
        var sender = authentication.caller(context);
        var request = MessageRequest.of(Fields.of(context), context.header("Idempotency-Key"), sender);
        var trace = Trace.parent(context);
        answers.later(
                context,
                () -> accept(request, trace).orTimeout(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS),
                SendRoute::write);
    }

    private CompletableFuture<Outcome> accept(MessageRequest request, Optional<String> trace) {
        return admission.admit(request.message()).thenCompose(users -> files.typeOf(request.message())
                .thenCompose(type -> {
                    var clientId = request.clientId();
                    return clientId == null
                            ? append(request.command(ids.fresh(), type), users, trace)
                            : acceptOnce(request, type, clientId, users, trace);
                }));
    }

    private CompletableFuture<Outcome> acceptOnce(
            MessageRequest request, String type, String clientId, List<String> users, Optional<String> trace) {
        var sender = request.message().senderId();
        var clientKey = ids.clientKey(sender, clientId);
        var message = request.command(ids.of(sender, request.message().conversationId(), clientId), type);
        return idempotency
                .find(message.messageId(), clientKey)
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedFuture(again(message, found.get()))
                        : append(message, users, trace).thenApply(outcome -> {
                            idempotency.remember(
                                    message.messageId(), clientKey, message.fingerprint(), outcome.timestamp());
                            return outcome;
                        }));
    }

    private Outcome again(SendMessage message, Remembered found) {
        if (found instanceof Remembered.Answered before && before.fingerprint().equals(message.fingerprint())) {
            replayed.increment();
            return new Outcome(message, before.answeredAt(), true);
        }
        throw ProblemException.of(
                422,
                RejectionCode.IDEMPOTENCY_KEY_REUSED.code(),
                "You have used this id for another message in the last 24 hours.");
    }

    /** What the channels mean is asked last: a repetition is answered as the first, whatever was unlinked meanwhile. */
    private CompletableFuture<Outcome> append(SendMessage message, List<String> users, Optional<String> trace) {
        return linked.resolve(message, users)
                .thenCompose(reachable::require)
                .thenCompose(resolved -> writer.append(Topics.MESSAGES, message.conversationId(), resolved, trace))
                .thenApply(timestamp -> {
                    recent.add(new Accept(
                            message.messageId(),
                            message.conversationId(),
                            message.senderId(),
                            message.recipients(),
                            timestamp));
                    return new Outcome(message, timestamp, false);
                });
    }

    private static void write(Context context, Outcome outcome) {
        var message = outcome.message();
        context.header("Location", "/v1/messages/" + message.messageId());
        if (outcome.isReplay()) {
            context.header("Idempotent-Replayed", "true");
        }
        Answers.json(
                context,
                202,
                new Accepted(
                        message.messageId(),
                        message.conversationId(),
                        "SENT",
                        outcome.timestamp(),
                        message.clientMessageId()));
    }
}
