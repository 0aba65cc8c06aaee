package chat4all.connectors.simulator.world;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The simulator's state as a value: what can be written down and brought back. The bytes of files, what is still to happen
 * and webhooks under way are no part of it.
 *
 * @param standsStillAt of a virtual clock; null while real time passes
 * @param usual what made-up persons do
 */
public record Saved(@Nullable Instant standsStillAt, Rules.Settings settings, Behaviour usual, List<Somebody> people) {
    public Saved {
        requireNonNull(settings, "settings");
        requireNonNull(usual, "usual");
        people = List.copyOf(people);
    }

    /** A person with everything that their phone shows. */
    public record Somebody(
            String id,
            String name,
            Addresses addresses,
            boolean madeUp,
            Behaviour behaviour,
            Map<Platform, List<Message>> chats) {
        public Somebody {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(addresses, "addresses");
            requireNonNull(behaviour, "behaviour");
            chats = Map.copyOf(chats);
        }
    }

    /** As {@link ChatMessage} has it. */
    public record Message(
            String id,
            boolean fromPerson,
            String type,
            @Nullable String text,
            ObjectNode content,
            @Nullable Attachment attachment,
            Instant at,
            @Nullable Instant shownAt,
            ChatMessage.State state,
            int edits,
            boolean deleted,
            Map<String, String> reactions,
            @Nullable Integer errorCode) {
        public Message {
            requireNonNull(id, "id");
            requireNonNull(type, "type");
            requireNonNull(content, "content");
            requireNonNull(at, "at");
            requireNonNull(state, "state");
            reactions = Map.copyOf(reactions);
        }
    }
}
