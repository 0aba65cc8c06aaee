package chat4all.connectors.simulator.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody with a phone that has the apps of all platforms. {@code madeUp} says that nobody described this person: a
 * message to the address brought them about. Guarded by the lock of {@link People}.
 */
public final class Person {
    private final String id;
    private final String name;
    private final Addresses addresses;
    private final boolean madeUp;
    private final Map<Platform, Chat> chats = new EnumMap<>(Platform.class);
    private Behaviour behaviour;

    Person(String id, String name, Addresses addresses, boolean madeUp, Behaviour behaviour) {
        this.id = id;
        this.name = name;
        this.addresses = addresses;
        this.madeUp = madeUp;
        this.behaviour = behaviour;
        for (var platform : Platform.values()) {
            chats.put(platform, new Chat());
        }
    }

    static Person of(Saved.Somebody saved) {
        var person = new Person(saved.id(), saved.name(), saved.addresses(), saved.madeUp(), saved.behaviour());
        saved.chats()
                .forEach((platform, messages) ->
                        messages.forEach(message -> person.chat(platform).add(ChatMessage.of(message))));
        return person;
    }

    Saved.Somebody saved() {
        var saved = new EnumMap<Platform, List<Saved.Message>>(Platform.class);
        chats.forEach((platform, chat) -> saved.put(
                platform, chat.messages().stream().map(ChatMessage::saved).toList()));
        return new Saved.Somebody(id, name, addresses, madeUp, behaviour, saved);
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Addresses addresses() {
        return addresses;
    }

    public boolean madeUp() {
        return madeUp;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    public void behave(Behaviour changed) {
        behaviour = changed;
    }

    /** The chat with the business on this platform. */
    public Chat chat(Platform platform) {
        return Objects.requireNonNull(chats.get(platform));
    }

    /** Keeps the chat of somebody who turned out to be this person. */
    void adopt(Platform platform, Chat chat) {
        chats.put(platform, chat);
    }
}
