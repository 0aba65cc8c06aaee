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
import chat4all.schemas.Validation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            String conversationId,
            ConversationCreated opens,
            String actor,
            @Nullable String via,
            long seq,
            Instant at) {
        Map<String, Member> members = new LinkedHashMap<>();
        opens.members()
                .forEach((user, role) -> members.put(user, new Member(role, List.of(new VisibleRange(seq, null)))));
        ConversationMembers opened =
                new ConversationMembers(conversationId, opens.kind(), opens.name(), actor, at, 1, members, List.of());
        return Contacts.heard(opened, actor, via);
    }

    /**
     * Whether a user may become a member by writing from a platform: once only, for whoever left or was removed is not
     * brought back by a message.
     */
    static boolean mayJoin(ConversationMembers members, String user) {
        return !members.members().containsKey(user) && members.present().size() < Validation.MAX_MEMBERS;
    }

    /** The state after a user became a member by the message of that seq, and sees what comes from there on. */
    static ConversationMembers joined(ConversationMembers members, String user, long seq) {
        Map<String, Member> more = new LinkedHashMap<>(members.members());
        more.put(user, new Member(Role.MEMBER, List.of(new VisibleRange(seq, null))));
        return new ConversationMembers(
                members.conversationId(),
                members.kind(),
                members.name(),
                members.createdBy(),
                members.createdAt(),
                members.version() + 1,
                more,
                members.contacts(),
                members.linked());
    }

    /** The state as the log shows it, read from the oldest event at hand on. */
    static ConversationMembers seen(@Nullable ConversationMembers before, ConversationEvent event) {
        if (before == null) {
            return seenFirst(event);
        }
        if (!(event.data() instanceof MessageCreated message)) {
            return before;
        }
        String joins = message.joins();
        ConversationMembers members = joins == null ? before : joined(before, joins, event.seq());
        return Contacts.heard(members, event.actor(), message.via());
    }

    /** Exact when the event opened the conversation, else by its audience. */
    private static ConversationMembers seenFirst(ConversationEvent event) {
        ConversationCreated opens = opening(event);
        if (opens == null) {
            ConversationKind kind = event.audience().size() > PAIR ? ConversationKind.GROUP : ConversationKind.DIRECT;
            opens = created(kind, null, event.actor(), event.audience());
            return first(event.conversationId(), opens, event.actor(), via(event), 1, event.at());
        }
        return first(event.conversationId(), opens, event.actor(), via(event), event.seq(), event.at());
    }

    private static @Nullable String via(ConversationEvent event) {
        return event.data() instanceof MessageCreated message ? message.via() : null;
    }

    private static @Nullable ConversationCreated opening(ConversationEvent event) {
        if (event.data() instanceof MessageCreated message) {
            return message.opens();
        }
        return event.data() instanceof ConversationCreated created ? created : null;
    }
}
