package chat4all.edge.status;

import chat4all.edge.async.Outage;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.MessageTable;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.cassandra.WatermarkTable.Mark;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.history.MessageLookup;
import chat4all.edge.history.MessageLookup.Located;
import chat4all.edge.messages.RecentAccepts.Accept;
import chat4all.edge.status.StatusView.HistoryEntry;
import chat4all.edge.status.StatusView.RecipientView;
import chat4all.edge.topology.Answer.Found;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.Recipient;
import chat4all.schemas.StatusUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The status of a message from whoever knows it best: the topology; else what is stored; else the mere fact that it was
 * accepted. Where a message has too many recipients to be tracked one by one, members' watermarks tell who has read it.
 */
final class StatusReader {
    private final MessageLookup lookup;
    private final EventTable events;
    private final MessageTable messages;
    private final WatermarkTable watermarks;
    private final Memberships memberships;

    StatusReader(
            MessageLookup lookup,
            EventTable events,
            MessageTable messages,
            WatermarkTable watermarks,
            Memberships memberships) {
        this.lookup = lookup;
        this.events = events;
        this.messages = messages;
        this.watermarks = watermarks;
        this.memberships = memberships;
    }

    CompletableFuture<StatusView> read(String messageId, String caller) {
        return lookup.find(messageId, caller).thenCompose(located -> {
            if (located instanceof Located.Known known) {
                var status = known.status();
                return everyMember(of(status), status.seq(), status.senderId());
            }
            if (located instanceof Located.Stored stored) {
                return stored(messageId, stored);
            }
            return CompletableFuture.completedFuture(of(((Located.Pending) located).accept()));
        });
    }

    private static StatusView of(MessageStatus known) {
        var status = known.status();
        return new StatusView(
                known.messageId(),
                known.conversationId(),
                status == null ? DeliveryStatus.SENT : status,
                known.recipients().stream().map(RecipientView::of).toList(),
                known.history().stream()
                        .map(change -> HistoryEntry.of(change, known.recipients()))
                        .toList(),
                known.error());
    }

    private static StatusView of(Accept accept) {
        var at = Instant.ofEpochMilli(accept.timestamp());
        return new StatusView(
                accept.messageId(),
                accept.conversationId(),
                DeliveryStatus.SENT,
                accept.recipients().stream()
                        .map(recipient -> sent(recipient, DeliveryStatus.SENT, at))
                        .toList(),
                List.of(HistoryEntry.of(DeliveryStatus.SENT, at)),
                null);
    }

    private CompletableFuture<StatusView> stored(String messageId, Located.Stored place) {
        var conversationId = place.conversationId();
        var unknown = new StatusView(messageId, conversationId, DeliveryStatus.SENT, List.of(), List.of(), null);
        return events.at(conversationId, place.seq())
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(unknown)
                        : stored(messageId, conversationId, found.get()));
    }

    private CompletableFuture<StatusView> stored(String messageId, String conversationId, EventRow row) {
        return messages.receipts(messageId)
                .thenCompose(
                        receipts -> everyMember(of(messageId, conversationId, row, receipts), row.seq(), row.actor()));
    }

    /** A recipient without a receipt has the state that being stored gives. */
    private static StatusView of(
            String messageId, String conversationId, EventRow row, List<RecipientStatus> receipts) {
        var recipients = new ArrayList<RecipientView>();
        for (var recipient : StatusUpdate.tracked(row.recipients())) {
            recipients.add(receipts.stream()
                    .filter(receipt -> receipt.recipientId().equals(recipient))
                    .findFirst()
                    .map(RecipientView::of)
                    .orElseGet(() -> sent(recipient, DeliveryStatus.DELIVERED, row.at())));
        }
        receipts.stream()
                .filter(receipt -> receipt.userId() != null)
                .map(RecipientView::of)
                .forEach(recipients::add);
        var status = row.status() == null ? DeliveryStatus.SENT : DeliveryStatus.valueOf(row.status());
        return new StatusView(messageId, conversationId, status, recipients, history(row), null);
    }

    private static List<HistoryEntry> history(EventRow row) {
        var history = new ArrayList<HistoryEntry>();
        history.add(HistoryEntry.of(DeliveryStatus.SENT, row.at()));
        Optional.ofNullable(row.deliveredAt())
                .ifPresent(at -> history.add(HistoryEntry.of(DeliveryStatus.DELIVERED, at)));
        Optional.ofNullable(row.readAt()).ifPresent(at -> history.add(HistoryEntry.of(DeliveryStatus.READ, at)));
        return history;
    }

    /** Somebody elsewhere has received nothing by our storing it. */
    private static RecipientView sent(String recipient, DeliveryStatus ifInternal, Instant at) {
        return Recipient.parse(recipient) instanceof Recipient.External external
                ? RecipientView.of(recipient, external.channel(), DeliveryStatus.SENT, at)
                : RecipientView.of(recipient, null, ifInternal, at);
    }

    private CompletableFuture<StatusView> everyMember(StatusView view, long seq, String senderId) {
        var all = view.recipients().stream()
                .filter(recipient -> recipient.recipientId().equals(Recipient.EVERY_MEMBER))
                .findFirst();
        if (all.isEmpty()) {
            return CompletableFuture.completedFuture(view);
        }
        return memberships
                .find(view.conversationId(), membership -> true)
                .thenCombine(marks(view.conversationId()), (answer, marks) -> {
                    if (!(answer instanceof Found<Membership> found)) {
                        return view;
                    }
                    var recipients = new ArrayList<>(view.recipients());
                    recipients.remove(all.get());
                    found.value().visible().keySet().stream()
                            .filter(member ->
                                    !member.equals(senderId) && found.value().sees(member, seq))
                            .map(member -> member(member, seq, all.get(), marks.getOrDefault(member, Mark.NONE)))
                            .forEach(recipients::add);
                    return view.withRecipients(recipients);
                });
    }

    private CompletableFuture<Map<String, Mark>> marks(String conversationId) {
        return watermarks.of(conversationId).exceptionally(failure -> {
            if (failure instanceof Outage || failure.getCause() instanceof Outage) {
                return Map.of();
            }
            throw new IllegalStateException(failure);
        });
    }

    private static RecipientView member(String member, long seq, RecipientView all, Mark mark) {
        var status = all.status();
        if (mark.readSeq() >= seq) {
            status = DeliveryStatus.READ;
        } else if (mark.deliveredSeq() >= seq) {
            status = DeliveryStatus.DELIVERED;
        }
        return new RecipientView(
                member, all.channel(), status, all.sentAt(), all.deliveredAt(), null, null, all.attempts(), null, null);
    }
}
