package chat4all.topology;

import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.ChannelReport;
import chat4all.schemas.StatusUpdate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;

/**
 * What a report on a platform's message leads to.
 *
 * @param state what is known afterwards
 * @param updates to the statuses of messages
 * @param onward receipts for the messages before it
 */
record Joined(DispatchState state, List<StatusUpdate> updates, List<ChannelReceipt> onward) {
    static Joined silent(DispatchState state) {
        return new Joined(state, List.of(), List.of());
    }

    Joined then(Joined next) {
        return new Joined(
                next.state(),
                Stream.concat(updates.stream(), next.updates().stream()).toList(),
                Stream.concat(onward.stream(), next.onward().stream()).toList());
    }

    boolean isSilent() {
        return updates.isEmpty() && onward.isEmpty();
    }

    static List<KeyValue<String, StatusUpdate>> updates(String key, Joined joined) {
        return joined.updates().stream()
                .map(update -> KeyValue.pair(update.messageId(), update))
                .toList();
    }

    static List<KeyValue<String, ChannelReceipt>> onward(String key, Joined joined) {
        return joined.onward().stream()
                .map(receipt -> KeyValue.pair(((ChannelReport) receipt).key(), receipt))
                .toList();
    }
}
