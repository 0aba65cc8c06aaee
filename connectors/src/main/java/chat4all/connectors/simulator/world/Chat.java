package chat4all.connectors.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one person and the business wrote on one platform, the last 5,000 messages of it. Guarded by the lock of
 * {@link People}.
 */
public final class Chat {
    private static final int MOST_MESSAGES = 5_000;

    private final ArrayList<ChatMessage> messages = new ArrayList<>();
    private @Nullable Instant lastFromPerson;

    public void add(ChatMessage message) {
        if (messages.size() == MOST_MESSAGES) {
            messages.subList(0, MOST_MESSAGES / 10).clear();
        }
        messages.add(message);
        if (message.fromPerson()) {
            lastFromPerson = message.at();
        }
    }

    /** Whether the person wrote within the time. */
    public boolean wroteWithin(Duration window, Instant now) {
        return lastFromPerson != null && !lastFromPerson.plus(window).isBefore(now);
    }

    public boolean personEverWrote() {
        return lastFromPerson != null;
    }

    public List<ChatMessage> messages() {
        return messages;
    }

    public Optional<ChatMessage> message(String id) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).id().equals(id)) {
                return Optional.of(messages.get(i));
            }
        }
        return Optional.empty();
    }

    /** The last message of the business that the phone shows. */
    public Optional<ChatMessage> lastReceived() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            var message = messages.get(i);
            if (!message.fromPerson() && message.shownAt() != null) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
