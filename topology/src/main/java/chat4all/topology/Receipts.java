package chat4all.topology;

import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.ChannelReport;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins what platforms say of their messages with what we know of ours. Whether the dispatch or a receipt comes first,
 * and how often, the same updates have been said in the end. Pure functions.
 */
final class Receipts {
    private Receipts() {}

    static Joined join(DispatchState state, ChannelReport report) {
        return report instanceof ChannelDispatch dispatch
                ? dispatched(state, dispatch)
                : received(state, (ChannelReceipt) report);
    }

    /** The first one stands: a platform gives an id once. */
    private static Joined dispatched(DispatchState state, ChannelDispatch dispatch) {
        if (state.dispatch() != null) {
            return Joined.silent(state);
        }
        DispatchState known = new DispatchState(dispatch, List.of(), null);
        Joined joined = new Joined(known, List.of(update(dispatch, null)), List.of());
        for (ChannelReceipt receipt : state.parked()) {
            joined = joined.then(received(joined.state(), receipt));
        }
        return joined;
    }

    private static Joined received(DispatchState state, ChannelReceipt receipt) {
        ChannelDispatch dispatch = state.dispatch();
        if (dispatch == null) {
            return park(state, receipt);
        }
        List<StatusUpdate> updates = List.of(update(dispatch, receipt));
        boolean watermark = receipt.upTo() && receipt.status() == DeliveryStatus.READ;
        if (!watermark || state.isReadUpToBy(receipt.at())) {
            return new Joined(state, updates, List.of());
        }
        return new Joined(state.readUpTo(receipt.at()), updates, before(dispatch, receipt));
    }

    /** Kept for the dispatch; if it names the message itself, said at once, for the dispatch may have been lost. */
    private static Joined park(DispatchState state, ChannelReceipt receipt) {
        if (state.parked().contains(receipt)) {
            return Joined.silent(state);
        }
        List<StatusUpdate> updates = SendTag.parse(receipt.opaque()).stream()
                .filter(tag -> receipt.recipientId() != null)
                .map(tag -> update(tag, receipt))
                .toList();
        return new Joined(state.parking(receipt), updates, List.of());
    }

    /** The same receipt for the message before: a hop a message, until one that was read as early. */
    private static List<ChannelReceipt> before(ChannelDispatch dispatch, ChannelReceipt receipt) {
        String previous = dispatch.previousProviderMessageId();
        if (previous == null) {
            return List.of();
        }
        return List.of(new ChannelReceipt(
                receipt.channel(),
                receipt.account(),
                receipt.chat(),
                previous,
                receipt.recipientId(),
                receipt.status(),
                true,
                receipt.at(),
                null,
                null));
    }

    /** @param receipt null for the platform's taking of the message */
    private static StatusUpdate update(ChannelDispatch dispatch, @Nullable ChannelReceipt receipt) {
        return new StatusUpdate(
                dispatch.messageId(),
                dispatch.conversationId(),
                dispatch.seq(),
                dispatch.senderId(),
                dispatch.recipientId(),
                receipt == null ? DeliveryStatus.DISPATCHED : receipt.status(),
                dispatch.attempt(),
                receipt == null ? dispatch.at() : receipt.at(),
                dispatch.messageAt(),
                receipt == null ? Source.CONNECTOR : Source.PLATFORM,
                dispatch.providerMessageId(),
                receipt == null ? null : receipt.error(),
                dispatch.sentAs(),
                List.of(),
                List.of());
    }

    private static StatusUpdate update(SendTag tag, ChannelReceipt receipt) {
        return new StatusUpdate(
                tag.messageId(),
                null,
                0,
                null,
                receipt.recipientId(),
                receipt.status(),
                tag.attempt(),
                receipt.at(),
                null,
                Source.PLATFORM,
                receipt.providerMessageId(),
                receipt.error(),
                List.of());
    }
}
