package chat4all.sinks.cassandra;

import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.Watermark;
import com.datastax.oss.driver.api.core.CqlSession;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How far messages and readers have come. Late and repeated writes change nothing. */
public final class StatusStore {
    private final Writes writes;
    private final UpsertReceipt upsertReceipt;
    private final SetStatus setStatus;
    private final AdvanceWatermark advanceWatermark;

    StatusStore(CqlSession session, Writes writes) {
        this.writes = writes;
        this.upsertReceipt = new UpsertReceipt(session);
        this.setStatus = new SetStatus(session);
        this.advanceWatermark = new AdvanceWatermark(session);
    }

    /** The states of some of a message's recipients: one mutation. */
    public CompletionStage<Void> upsert(MessageStatus message, List<RecipientStatus> recipients) {
        return writes.write(
                Tables.RECEIPTS,
                () -> OneMutation.of(recipients.stream()
                        .map(recipient -> upsertReceipt.bind(message, recipient))
                        .toList()));
    }

    /** The status that the message's row shows: one mutation. */
    public CompletionStage<Void> set(MessageStatus message, RowStatus status) {
        return writes.write(
                Tables.EVENTS,
                () -> setStatus.bind(message.conversationId(), message.seq(), message.createdAt(), status));
    }

    /** Watermarks of members of one conversation, at least one of them above zero: one mutation. */
    public CompletionStage<Void> advance(List<Watermark> watermarks) {
        return writes.write(
                Tables.WATERMARKS,
                () -> OneMutation.of(watermarks.stream()
                        .flatMap(watermark -> advanceWatermark.bind(watermark).stream())
                        .toList()));
    }
}
