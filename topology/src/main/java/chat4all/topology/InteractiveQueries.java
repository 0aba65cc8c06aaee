package chat4all.topology;

import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationView;
import chat4all.schemas.MessageStatus;
import chat4all.topology.CopyLag.Copy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stores of this instance, or says which one owns the key. What is read may be of a transaction that is still
 * open; it is decided again in the same way if that one fails.
 */
final class InteractiveQueries {
    private static final Set<String> CONVERSATION =
            Set.of(StateStores.CONVERSATION_MEMBERS, StateStores.CONVERSATION_SEQ);

    /** Of what a window holds nothing is newer. */
    private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final KafkaStreams streams;
    private final HostInfo self;

    InteractiveQueries(KafkaStreams streams, HostInfo self) {
        this.streams = streams;
        this.self = self;
    }

    /** What a query leads to. */
    sealed interface Answer {
        record Found(Object value) implements Answer {}

        record Missing() implements Answer {}

        /** {@code here}: a copy that may lag behind is on this instance. */
        record Elsewhere(HostInfo owner, Optional<Copy> here) implements Answer {}

        record Unavailable(String reason) implements Answer {}
    }

    /** @param stale whether a standby's copy will do */
    Answer status(String messageId, boolean stale) {
        return find(Set.of(StateStores.MESSAGE_STATUS), messageId, stale, partition -> {
            MessageStatus status = this.<MessageStatus>store(StateStores.MESSAGE_STATUS, partition, stale)
                    .get(messageId);
            return status != null && status.isKnown() ? status : null;
        });
    }

    /** @param stale whether a standby's copy will do */
    Answer conversation(String conversationId, boolean stale) {
        return find(CONVERSATION, conversationId, stale, partition -> {
            ConversationMembers members = this.<ConversationMembers>store(
                            StateStores.CONVERSATION_MEMBERS, partition, stale)
                    .get(conversationId);
            SeqState last = this.<SeqState>store(StateStores.CONVERSATION_SEQ, partition, stale)
                    .get(conversationId);
            return members == null || last == null ? null : new ConversationView(members, last.seq(), last.ordinal());
        });
    }

    /** @param stale whether a standby's copy will do */
    Answer outcome(String conversationId, String commandId, boolean stale) {
        return find(Set.of(StateStores.CLIENT_COMMANDS), conversationId, stale, partition -> {
            ReadOnlyWindowStore<String, DedupEntry> decided =
                    store(StateStores.CLIENT_COMMANDS, QueryableStoreTypes.windowStore(), partition, stale);
            DedupEntry newest = null;
            try (WindowStoreIterator<DedupEntry> entries =
                    decided.fetch(DedupEntry.key(conversationId, commandId), Instant.EPOCH, END_OF_TIME)) {
                while (entries.hasNext()) {
                    newest = entries.next().value;
                }
            }
            return newest == null ? null : newest.toOutcome();
        });
    }

    /** By store and partition; asks the broker, and may wait for it. */
    Map<String, Map<Integer, Long>> lags() {
        Map<String, Map<Integer, Long>> lags = new HashMap<>();
        streams.allLocalStorePartitionLags().forEach((store, partitions) -> {
            Map<Integer, Long> ofStore = new HashMap<>();
            partitions.forEach((partition, lag) -> ofStore.put(partition, lag.offsetLag()));
            lags.put(store, ofStore);
        });
        return lags;
    }

    /** @param stores that are read together and have the same partitions and owners */
    private Answer find(Set<String> stores, String key, boolean stale, IntFunction<@Nullable Object> read) {
        try {
            KeyQueryMetadata owner =
                    streams.queryMetadataForKey(stores.iterator().next(), key, new StringSerializer());
            if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                return new Answer.Unavailable("the owner of the key is not known yet");
            }
            boolean standbyHere = owner.standbyHosts().contains(self);
            if (!owner.activeHost().equals(self) && !(stale && standbyHere)) {
                return new Answer.Elsewhere(
                        owner.activeHost(),
                        standbyHere ? Optional.of(new Copy(stores, owner.partition())) : Optional.empty());
            }
            Object value = read.apply(owner.partition());
            return value == null ? new Answer.Missing() : new Answer.Found(value);
        } catch (InvalidStateStoreException e) {
            return new Answer.Unavailable("the store is moving or being restored");
        } catch (IllegalStateException e) {
            return new Answer.Unavailable("the instance is not running");
        }
    }

    private <V> ReadOnlyKeyValueStore<String, V> store(String name, int partition, boolean stale) {
        return store(name, QueryableStoreTypes.<String, V>keyValueStore(), partition, stale);
    }

    private <S> S store(String name, QueryableStoreType<S> type, int partition, boolean stale) {
        StoreQueryParameters<S> parameters =
                StoreQueryParameters.fromNameAndType(name, type).withPartition(partition);
        return streams.store(stale ? parameters.enableStaleStores() : parameters);
    }
}
