package chat4all.topology;

import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.ChannelReceipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a platform's message.
 *
 * @param dispatch null while only the platform has spoken of it
 * @param parked receipts that wait for the dispatch, the most telling first, at most {@link #MAX_PARKED}
 * @param readUpTo the earliest time at which it was read as part of all before it; null when that was never said
 */
record DispatchState(
        @Nullable ChannelDispatch dispatch,
        List<ChannelReceipt> parked,
        @Nullable Instant readUpTo) {
    static final int MAX_PARKED = 16;

    static final DispatchState NONE = new DispatchState(null, List.of(), null);

    private static final Comparator<ChannelReceipt> MOST_TELLING_FIRST = Comparator.comparing(
                    ChannelReceipt::status, Comparator.reverseOrder())
            .thenComparing(ChannelReceipt::at);

    DispatchState {
        parked = List.copyOf(parked);
    }

    DispatchState parking(ChannelReceipt receipt) {
        List<ChannelReceipt> all = new ArrayList<>(parked);
        all.add(receipt);
        all.sort(MOST_TELLING_FIRST);
        return new DispatchState(dispatch, all.subList(0, Math.min(all.size(), MAX_PARKED)), readUpTo);
    }

    DispatchState readUpTo(Instant at) {
        return new DispatchState(dispatch, parked, at);
    }

    /** Whether that tells nothing new about those before it. */
    boolean isReadUpToBy(Instant at) {
        return readUpTo != null && !at.isBefore(readUpTo);
    }
}
