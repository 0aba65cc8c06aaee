package chat4all.topology;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.EventData.ConversationCreated;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.Recipient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a conversation begins with, and the state that follows from it. Pure functions. */
final class Memberships {
    private static final int PAIR = 2;

    private Memberships() {}

    /** A conversation opened by its first message: the sender and the internal recipients; two make it direct. */
    static ConversationCreated opening(String sender, List<String> recipients) {
        List<String> users = recipients.stream().filter(Recipient::isInternal).toList();
        long all = users.stream().filter(user -> !user.equals(sender)).count() + (Recipient.isInternal(sender) ? 1 : 0);
        return created(all > PAIR ? ConversationKind.GROUP : ConversationKind.DIRECT, null, sender, users);
    }

    /** The creator is the admin of a group; in a direct conversation nobody is. */
    static ConversationCreated created(
            ConversationKind kind, @Nullable String name, String creator, List<String> members) {
        Map<String, Role> roles = new LinkedHashMap<>();
        if (Recipient.isInternal(creator)) {
            roles.put(creator, kind == ConversationKind.GROUP ? Role.ADMIN : Role.MEMBER);
        }
        members.forEach(member -> roles.putIfAbsent(member, Role.MEMBER));
        return new ConversationCreated(kind, name, roles);
    }

    /** The state after the event that opened the conversation; everybody sees it from there on. */
    static ConversationMembers first(
            String conversationId, ConversationCreated opens, String actor, long seq, Instant at) {
        Map<String, Member> members = new LinkedHashMap<>();
        opens.members()
                .forEach((user, role) -> members.put(user, new Member(role, List.of(new VisibleRange(seq, null)))));
        List<String> contacts = isContact(actor) ? List.of(actor) : List.of();
        return new ConversationMembers(conversationId, opens.kind(), opens.name(), actor, at, 1, members, contacts);
    }

    /** The state after somebody has written: who writes from outside is a contact from then on. */
    static ConversationMembers heard(ConversationMembers members, String sender) {
        boolean known = members.contacts().contains(sender);
        if (known || !isContact(sender) || members.contacts().size() == ConversationMembers.MAX_CONTACTS) {
            return members;
        }
        return new ConversationMembers(
                members.conversationId(),
                members.kind(),
                members.name(),
                members.createdBy(),
                members.createdAt(),
                members.version(),
                members.members(),
                Stream.concat(members.contacts().stream(), Stream.of(sender)).toList());
    }

    /** Whom a message without recipients is for: everybody in the conversation, but its sender. */
    static List<String> others(ConversationMembers members, String sender) {
        return Stream.concat(members.present().stream(), members.contacts().stream())
                .filter(other -> !other.equals(sender))
                .toList();
    }

    /** The state as the log shows it, read from the oldest event at hand on. */
    static ConversationMembers seen(@Nullable ConversationMembers before, ConversationEvent event) {
        return before == null ? seenFirst(event) : heard(before, event.actor());
    }

    /** Exact when the event opened the conversation, else by its audience. */
    private static ConversationMembers seenFirst(ConversationEvent event) {
        ConversationCreated opens = opening(event);
        if (opens == null) {
            ConversationKind kind = event.audience().size() > PAIR ? ConversationKind.GROUP : ConversationKind.DIRECT;
            opens = created(kind, null, event.actor(), event.audience());
            return first(event.conversationId(), opens, event.actor(), 1, event.at());
        }
        return first(event.conversationId(), opens, event.actor(), event.seq(), event.at());
    }

    private static boolean isContact(String actor) {
        return Recipient.parse(actor) instanceof Recipient.External;
    }

    private static @Nullable ConversationCreated opening(ConversationEvent event) {
        if (event.data() instanceof MessageCreated message) {
            return message.opens();
        }
        return event.data() instanceof ConversationCreated created ? created : null;
    }
}
