package chat4all.topology;

import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;
import static org.apache.kafka.streams.state.Stores.persistentWindowStore;
import static org.apache.kafka.streams.state.Stores.windowStoreBuilder;

import chat4all.schemas.ConversationMembers;
import chat4all.schemas.JsonSerde;
import chat4all.schemas.MessageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The stores of the topology. Their names are part of the names of their changelog topics and never change. None is
 * cached: a cache would hold back output until the commit.
 */
record StateStores(
        Retention retention,
        StoreBuilder<WindowStore<String, DedupEntry>> clientCommands,
        StoreBuilder<WindowStore<String, DedupEntry>> platformCommands,
        StoreBuilder<WindowStore<String, String>> deletedMessages,
        StoreBuilder<KeyValueStore<String, SeqState>> conversationSeq,
        StoreBuilder<KeyValueStore<String, ConversationMembers>> conversationMembers,
        StoreBuilder<KeyValueStore<String, MessageStatus>> messageStatus,
        StoreBuilder<KeyValueStore<String, String>> statusExpiry,
        StoreBuilder<KeyValueStore<String, DispatchState>> channelDispatches,
        StoreBuilder<KeyValueStore<String, String>> dispatchExpiry) {
    static final String CLIENT_COMMANDS = "deduplicate-client";
    static final String PLATFORM_COMMANDS = "deduplicate-platform";
    static final String DELETED_MESSAGES = "deleted-messages";
    static final String CONVERSATION_SEQ = "conversation-seq";
    static final String CONVERSATION_MEMBERS = "conversation-members";
    static final String MESSAGE_STATUS = "message-status-store";
    static final String STATUS_EXPIRY = "message-status-expiry";
    static final String CHANNEL_DISPATCHES = "channel-dispatch-store";
    static final String DISPATCH_EXPIRY = "channel-dispatch-expiry";

    static final List<String> NAMES = List.of(
            CLIENT_COMMANDS,
            PLATFORM_COMMANDS,
            DELETED_MESSAGES,
            CONVERSATION_SEQ,
            CONVERSATION_MEMBERS,
            MESSAGE_STATUS,
            STATUS_EXPIRY,
            CHANNEL_DISPATCHES,
            DISPATCH_EXPIRY);

    /** The settings of a store's changelog topic: windows expire, the rest stays until it is deleted. */
    static Map<String, String> changelogConfig(String store, Retention retention) {
        return switch (store) {
            case CLIENT_COMMANDS, DELETED_MESSAGES -> windowChangelog(retention.clientCommands());
            case PLATFORM_COMMANDS -> windowChangelog(retention.platformCommands());
            default -> Map.of("cleanup.policy", "compact");
        };
    }

    /** A day more than the window, as Kafka Streams adds. */
    private static Map<String, String> windowChangelog(Duration window) {
        return Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                Long.toString(window.plus(Duration.ofDays(1)).toMillis()));
    }

    static StateStores create(Retention retention) {
        return new StateStores(
                retention,
                window(CLIENT_COMMANDS, retention.clientCommands(), DedupEntry.class),
                window(PLATFORM_COMMANDS, retention.platformCommands(), DedupEntry.class),
                window(DELETED_MESSAGES, retention.clientCommands(), String.class),
                keyValue(CONVERSATION_SEQ, SeqState.class),
                keyValue(CONVERSATION_MEMBERS, ConversationMembers.class),
                keyValue(MESSAGE_STATUS, MessageStatus.class),
                index(STATUS_EXPIRY),
                keyValue(CHANNEL_DISPATCHES, DispatchState.class),
                index(DISPATCH_EXPIRY));
    }

    private static StoreBuilder<KeyValueStore<String, String>> index(String name) {
        return keyValueStoreBuilder(persistentKeyValueStore(name), Serdes.String(), Serdes.String())
                .withCachingDisabled();
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> keyValue(String name, Class<V> value) {
        return keyValueStoreBuilder(persistentKeyValueStore(name), Serdes.String(), new JsonSerde<>(value))
                .withCachingDisabled();
    }

    private static <V> StoreBuilder<WindowStore<String, V>> window(String name, Duration retention, Class<V> value) {
        return windowStoreBuilder(
                        persistentWindowStore(name, retention, retention, false),
                        Serdes.String(),
                        new JsonSerde<>(value))
                .withCachingDisabled();
    }
}
