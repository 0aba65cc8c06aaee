package chat4all.topology;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.ConversationCreated;
import chat4all.schemas.EventData.ConversationRenamed;
import chat4all.schemas.EventData.MemberAdded;
import chat4all.schemas.EventData.MemberPromoted;
import chat4all.schemas.EventData.MemberRemoved;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.Recipient;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Validation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who a conversation begins with, and the state that follows from each event. Pure functions. */
final class Memberships {
    private static final int PAIR = 2;

    private Memberships() {}

    /**
     * A conversation opened by its first message: the sender and the internal recipients; two make it direct. A user who
     * writes from a platform begins it as the contact would, and so becomes no admin of those who answer there.
     */
    static ConversationCreated opening(SendMessage send) {
        String via = send.via();
        return via == null
                ? opening(send.senderId(), send.recipients())
                : opening(
                        via,
                        Stream.concat(Stream.of(send.senderId()), send.recipients().stream())
                                .toList());
    }

    private static ConversationCreated opening(String sender, List<String> recipients) {
        List<String> users = recipients.stream().filter(Recipient::isInternal).toList();
        long all = users.stream().filter(user -> !user.equals(sender)).count() + (Recipient.isInternal(sender) ? 1 : 0);
        return created(all > PAIR ? ConversationKind.GROUP : ConversationKind.DIRECT, null, null, sender, users);
    }

    /** The creator is the admin of a group; in a direct conversation nobody is. */
    static ConversationCreated created(
            ConversationKind kind,
            @Nullable String name,
            @Nullable String description,
            String creator,
            List<String> members) {
        Map<String, Role> roles = new LinkedHashMap<>();
        if (Recipient.isInternal(creator)) {
            roles.put(creator, kind == ConversationKind.GROUP ? Role.ADMIN : Role.MEMBER);
        }
        members.forEach(member -> roles.putIfAbsent(member, Role.MEMBER));
        return new ConversationCreated(kind, name, description, roles);
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
        ConversationMembers opened = new ConversationMembers(
                conversationId,
                opens.kind(),
                opens.name(),
                opens.description(),
                actor,
                at,
                1,
                members,
                List.of(),
                Map.of());
        return Contacts.heard(opened, actor, via);
    }

    /**
     * Whether a user may become a member by writing from a platform: not where admins add members, and once only, for
     * whoever left or was removed is not brought back by a message.
     */
    static boolean mayJoin(ConversationMembers members, String user) {
        boolean led = members.members().values().stream()
                .anyMatch(member -> member.isPresent() && member.role() == Role.ADMIN);
        return !led && !members.members().containsKey(user) && members.present().size() < Validation.MAX_MEMBERS;
    }

    /** The state after a user became a member by the message of that seq, and sees what comes from there on. */
    static ConversationMembers joined(ConversationMembers members, String user, long seq) {
        Map<String, Member> more = new LinkedHashMap<>(members.members());
        more.put(user, new Member(Role.MEMBER, List.of(new VisibleRange(seq, null))));
        return new ConversationMembers(
                members.conversationId(),
                members.kind(),
                members.name(),
                members.description(),
                members.createdBy(),
                members.createdAt(),
                members.version() + 1,
                more,
                members.contacts(),
                members.linked());
    }

    /** The state after an event on members or name; any other leaves it as it is. */
    static ConversationMembers changed(ConversationMembers members, EventData data, long seq) {
        if (data instanceof ConversationRenamed renamed) {
            return with(members, renamed.name(), members.members());
        }
        Map<String, Member> all = new LinkedHashMap<>(members.members());
        if (data instanceof MemberAdded added && !members.has(added.userId())) {
            all.put(added.userId(), joined(all.get(added.userId()), added.role(), seq));
        } else if (data instanceof MemberRemoved removed) {
            all.computeIfPresent(removed.userId(), (user, member) -> left(member, seq));
        } else if (data instanceof MemberPromoted promoted) {
            all.computeIfPresent(promoted.userId(), (user, member) -> new Member(Role.ADMIN, member.visible()));
        } else {
            return members;
        }
        return with(members, members.name(), all);
    }

    /** Who sees an event: everybody who is a member after it, and who leaves by it. */
    static List<String> audience(ConversationMembers after, EventData data) {
        List<String> present = after.present();
        return data instanceof MemberRemoved removed
                ? Stream.concat(present.stream(), Stream.of(removed.userId())).toList()
                : present;
    }

    /** How often somebody has joined. */
    static int stays(ConversationMembers members) {
        return members.members().values().stream()
                .mapToInt(member -> member.visible().size())
                .sum();
    }

    /** The seq by which a present member's stay began. */
    static long since(ConversationMembers members, String user) {
        List<VisibleRange> visible =
                Objects.requireNonNull(members.members().get(user), user).visible();
        return visible.get(visible.size() - 1).first();
    }

    private static Member joined(@Nullable Member before, Role role, long seq) {
        Stream<VisibleRange> earlier = before == null ? Stream.of() : before.visible().stream();
        return new Member(
                role,
                Stream.concat(earlier, Stream.of(new VisibleRange(seq, null))).toList());
    }

    private static Member left(Member member, long seq) {
        return new Member(
                member.role(),
                member.visible().stream()
                        .map(range -> range.last() == null ? new VisibleRange(range.first(), seq) : range)
                        .toList());
    }

    private static ConversationMembers with(
            ConversationMembers members, @Nullable String name, Map<String, Member> all) {
        return new ConversationMembers(
                members.conversationId(),
                members.kind(),
                name,
                members.description(),
                members.createdBy(),
                members.createdAt(),
                members.version() + 1,
                all,
                members.contacts(),
                members.linked());
    }

    /** The state as the log shows it, read from the oldest event at hand on. */
    static ConversationMembers seen(@Nullable ConversationMembers before, ConversationEvent event) {
        if (before == null) {
            return changed(seenFirst(event), event.data(), event.seq());
        }
        if (!(event.data() instanceof MessageCreated message)) {
            return changed(before, event.data(), event.seq());
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
            opens = created(kind, null, null, event.actor(), event.audience());
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
