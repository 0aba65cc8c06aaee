package chat4all.topology;

import chat4all.schemas.ConversationMembers;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.Recipient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Those outside who have written in a conversation, and which of its members they are. Pure functions. */
final class Contacts {
    private Contacts() {}

    /**
     * The state after somebody has written: who writes from outside is a contact from then on.
     *
     * @param via the contact as whom a user wrote, null when the sender is no user or wrote here
     */
    static ConversationMembers heard(ConversationMembers members, String sender, @Nullable String via) {
        String contact = via == null ? sender : via;
        boolean known = members.contacts().contains(contact);
        boolean full = members.contacts().size() == ConversationMembers.MAX_CONTACTS;
        if (!(Recipient.parse(contact) instanceof Recipient.External) || (full && !known)) {
            return members;
        }
        List<String> contacts = known
                ? members.contacts()
                : Stream.concat(members.contacts().stream(), Stream.of(contact)).toList();
        Map<String, String> linked = new LinkedHashMap<>(members.linked());
        linked.remove(contact);
        if (via != null) {
            linked.put(contact, sender);
        }
        return new ConversationMembers(
                members.conversationId(),
                members.kind(),
                members.name(),
                members.description(),
                members.createdBy(),
                members.createdAt(),
                members.version(),
                members.members(),
                contacts,
                linked);
    }

    /** Whom a message without recipients is for: everybody in the conversation once, but its sender. */
    static List<String> others(ConversationMembers members, String sender) {
        Stream<String> strangers = members.contacts().stream().filter(contact -> member(members, contact) == null);
        return Stream.concat(members.present().stream(), strangers)
                .filter(other -> !other.equals(sender))
                .toList();
    }

    /** The contacts who are among those others as members: to them it goes on their platform too. */
    static List<LinkedIdentity> linkedOthers(ConversationMembers members, String sender) {
        return members.contacts().stream()
                .flatMap(contact -> Stream.ofNullable(member(members, contact))
                        .filter(user -> !user.equals(sender))
                        .map(user -> new LinkedIdentity(user, contact)))
                .toList();
    }

    /** The member who wrote last as this contact; null when nobody who is a member now did. */
    private static @Nullable String member(ConversationMembers members, String contact) {
        String user = members.linked().get(contact);
        return user != null && members.has(user) ? user : null;
    }
}
