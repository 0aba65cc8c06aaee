package chat4all.topology;

import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationView;
import chat4all.schemas.MessageStatus;
import java.util.function.IntFunction;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stores of this instance, or says which one owns the key. What is read may be of a transaction that is still
 * open; it is decided again in the same way if that one fails.
 */
final class InteractiveQueries {
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

        /** {@code standbyHere}: a copy that may lag behind is on this instance. */
        record Elsewhere(HostInfo owner, boolean standbyHere) implements Answer {}

        record Unavailable(String reason) implements Answer {}
    }

    /** @param stale whether a standby's copy will do */
    Answer status(String messageId, boolean stale) {
        return find(StateStores.MESSAGE_STATUS, messageId, stale, partition -> {
            MessageStatus status = this.<MessageStatus>store(StateStores.MESSAGE_STATUS, partition, stale)
                    .get(messageId);
            return status != null && status.isKnown() ? status : null;
        });
    }

    /** @param stale whether a standby's copy will do */
    Answer conversation(String conversationId, boolean stale) {
        return find(StateStores.CONVERSATION_MEMBERS, conversationId, stale, partition -> {
            ConversationMembers members = this.<ConversationMembers>store(
                            StateStores.CONVERSATION_MEMBERS, partition, stale)
                    .get(conversationId);
            SeqState last = this.<SeqState>store(StateStores.CONVERSATION_SEQ, partition, stale)
                    .get(conversationId);
            return members == null || last == null ? null : new ConversationView(members, last.seq(), last.ordinal());
        });
    }

    private Answer find(String store, String key, boolean stale, IntFunction<@Nullable Object> read) {
        try {
            KeyQueryMetadata owner = streams.queryMetadataForKey(store, key, new StringSerializer());
            if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                return new Answer.Unavailable("the owner of the key is not known yet");
            }
            boolean standbyHere = owner.standbyHosts().contains(self);
            if (!owner.activeHost().equals(self) && !(stale && standbyHere)) {
                return new Answer.Elsewhere(owner.activeHost(), standbyHere);
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
        StoreQueryParameters<ReadOnlyKeyValueStore<String, V>> parameters = StoreQueryParameters.fromNameAndType(
                        name, QueryableStoreTypes.<String, V>keyValueStore())
                .withPartition(partition);
        return streams.store(stale ? parameters.enableStaleStores() : parameters);
    }
}
