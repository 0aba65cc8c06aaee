package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * The memory of commands: one window for clients, a longer one for platforms. Time is the broker's, so a client cannot
 * age the window by a date of its own.
 */
final class SeenCommands {
    private final Window clients;
    private final Window platforms;

    SeenCommands(ProcessingContext context, Retention retention) {
        this.clients = new Window(context.getStateStore(StateStores.CLIENT_COMMANDS), retention.clientCommands());
        this.platforms = new Window(context.getStateStore(StateStores.PLATFORM_COMMANDS), retention.platformCommands());
    }

    @Nullable DedupEntry find(ConversationCommand command, long timestampMillis) {
        return window(command).newest(key(command), timestampMillis);
    }

    void remember(ConversationCommand command, DedupEntry entry, long timestampMillis) {
        window(command).store().put(key(command), entry, timestampMillis);
    }

    private Window window(ConversationCommand command) {
        return switch (command.origin()) {
            case CLIENT -> clients;
            case PLATFORM -> platforms;
        };
    }

    private static String key(ConversationCommand command) {
        return DedupEntry.key(command.conversationId(), command.commandId());
    }

    private record Window(WindowStore<String, DedupEntry> store, Duration retention) {
        @Nullable DedupEntry newest(String key, long timestampMillis) {
            DedupEntry newest = null;
            try (WindowStoreIterator<DedupEntry> entries =
                    store.fetch(key, Math.max(0, timestampMillis - retention.toMillis()), timestampMillis)) {
                while (entries.hasNext()) {
                    newest = entries.next().value;
                }
            }
            return newest;
        }
    }
}
