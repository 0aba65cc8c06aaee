package chat4all.edge.status;

import chat4all.edge.async.Polling;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.history.MessageLookup;
import chat4all.edge.history.MessageLookup.Located;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.status.Reads.Message;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.Answer.Unavailable;
import chat4all.runtime.http.Trace;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.StatusUpdate;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * {@code POST /v1/messages/{id}/read}: the caller, a member, has read one message. Saying so again changes nothing, nor
 * does reading one's own. Members who are not among the recipients only move their watermark.
 */
final class ReadMessageRoute implements Handler {
    private final Authentication authentication;
    private final MessageLookup lookup;
    private final EventTable events;
    private final Memberships memberships;
    private final Reads reads;
    private final Answers answers;

    ReadMessageRoute(
            Authentication authentication,
            MessageLookup lookup,
            EventTable events,
            Memberships memberships,
            Reads reads,
            Answers answers) {
        this.authentication = authentication;
        this.lookup = lookup;
        this.events = events;
        this.memberships = memberships;
        this.reads = reads;
        this.answers = answers;
    }

    record MessageRead(String messageId, String status, Instant readAt) {}

    /** What is known of the message before it is marked. */
    private record Before(Message message, List<String> recipients, Optional<Instant> readAt) {}

    @Override
    public void handle(Context context) {
        var reader = authentication.caller(context);
        var messageId = context.pathParam("id");
        var trace = Trace.parent(context);
        answers.later(
                context,
                () -> lookup.findPlaced(messageId, reader)
                        .thenCompose(located -> before(messageId, located, reader))
                        .thenCompose(before -> read(before, reader, trace)),
                (to, at) -> Answers.json(to, 200, new MessageRead(messageId, DeliveryStatus.READ.name(), at)));
    }

    private CompletableFuture<Instant> read(Before before, String reader, Optional<String> trace) {
        var message = before.message();
        var known = before.readAt().or(() -> reads.toldAt(reader, message.messageId()));
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        if (message.senderId().equals(reader)) {
            return CompletableFuture.completedFuture(message.at());
        }
        var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return requireMember(message.conversationId(), reader)
                .thenCompose(member -> before.recipients().contains(reader)
                        ? reads.message(reader, message, at, trace)
                        : CompletableFuture.completedFuture(null))
                .thenCompose(told -> reads.upTo(reader, message.conversationId(), message.seq(), at, trace))
                .thenApply(marked -> at);
    }

    private CompletableFuture<Before> before(String messageId, Located located, String reader) {
        if (located instanceof Located.Known known) {
            if (RecentAccepts.isRejected(known.status())) {
                throw Problems.notFound("message");
            }
            return CompletableFuture.completedFuture(before(known.status(), reader));
        }
        var place = (Located.Stored) located;
        return Polling.SOON
                .until(() -> events.at(place.conversationId(), place.seq()))
                .thenApply(found -> before(
                        messageId,
                        place.conversationId(),
                        found.orElseThrow(() -> Problems.unavailable("The message is not stored yet."))));
    }

    private static Before before(MessageStatus status, String reader) {
        var message = new Message(
                status.messageId(), status.conversationId(), status.seq(), status.senderId(), status.createdAt());
        var recipients =
                status.recipients().stream().map(RecipientStatus::recipientId).toList();
        var readAt = status.recipients().stream()
                .filter(recipient -> recipient.recipientId().equals(reader))
                .flatMap(recipient -> Stream.ofNullable(recipient.readAt()))
                .findFirst();
        return new Before(message, recipients, readAt);
    }

    private static Before before(String messageId, String conversationId, EventRow row) {
        var message = new Message(messageId, conversationId, row.seq(), row.actor(), row.at());
        boolean only = row.recipients().size() == 1;
        return new Before(
                message,
                StatusUpdate.tracked(row.recipients()),
                only ? Optional.ofNullable(row.readAt()) : Optional.empty());
    }

    private CompletableFuture<Void> requireMember(String conversationId, String reader) {
        return memberships
                .find(conversationId, membership -> membership.has(reader))
                .thenAccept(answer -> {
                    if (answer instanceof Unavailable) {
                        throw Problems.unavailable("Your membership of the conversation cannot be checked now.");
                    }
                    if (!(answer instanceof Found<Membership> found
                            && found.value().has(reader))) {
                        throw Problems.notAMember();
                    }
                });
    }
}
