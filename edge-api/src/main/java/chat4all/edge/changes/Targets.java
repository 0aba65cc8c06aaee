package chat4all.edge.changes;

import chat4all.edge.async.Polling;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.MessageTable;
import chat4all.edge.history.MessageLookup;
import chat4all.edge.history.MessageLookup.Located;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import chat4all.schemas.MessageStatus.RecipientStatus;
import java.util.concurrent.CompletableFuture;

/** Finds the message that a caller wants to change; one that is deleted, or not theirs to see, is none. */
final class Targets {
    private final MessageLookup lookup;
    private final EventTable events;
    private final MessageTable messages;

    Targets(MessageLookup lookup, EventTable events, MessageTable messages) {
        this.lookup = lookup;
        this.events = events;
        this.messages = messages;
    }

    CompletableFuture<Target> find(String messageId, String caller) {
        return lookup.findPlaced(messageId, caller).thenCompose(located -> {
            if (located instanceof Located.Known known) {
                if (RecentAccepts.isRejected(known.status())) {
                    throw Problems.notFound("message");
                }
                return stored(known.status().conversationId(), known.status().seq());
            }
            var place = (Located.Stored) located;
            return stored(place.conversationId(), place.seq());
        });
    }

    /** Completes when the event can be read; or without it after a second, for then the sinks are behind. */
    CompletableFuture<Void> awaitEvent(Target target, long seq) {
        return Polling.SOON.until(() -> events.at(target.conversationId(), seq)).handle((found, failure) -> null);
    }

    private CompletableFuture<Target> stored(String conversationId, long seq) {
        return Polling.SOON.until(() -> events.at(conversationId, seq)).thenCompose(found -> {
            var row = found.orElseThrow(() -> Problems.unavailable("The message is not stored yet."));
            var messageId = row.messageId();
            if (!row.isMessage() || messageId == null || row.isDeleted()) {
                throw Problems.notFound("message");
            }
            return messages.receipts(messageId)
                    .thenApply(receipts -> new Target(
                            conversationId,
                            row,
                            receipts.stream()
                                    .filter(receipt -> receipt.userId() != null)
                                    .map(RecipientStatus::recipientId)
                                    .toList()));
        });
    }
}
