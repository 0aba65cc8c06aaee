package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a conversation and what each may see of it, as decided by the sequencer. The authority is the
 * topology's store; Cassandra's tables and the edge's caches are views of it.
 *
 * @param version counts the changes of membership
 * @param members user id to membership, in the order of joining; those who left stay, with a closed range
 * @param contacts external contacts who have written in it, in the order of their first message, at most
 *     {@link #MAX_CONTACTS}; no members, but a message to everybody reaches them
 * @param linked those of the contacts who are users, with the user's id; as each of them wrote last
 */
public record ConversationMembers(
        String conversationId,
        ConversationKind kind,
        @Nullable String name,
        String createdBy,
        Instant createdAt,
        long version,
        Map<String, Member> members,
        List<String> contacts,
        Map<String, String> linked) {
    public static final int MAX_CONTACTS = 32;

    public ConversationMembers {
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(kind, "kind");
        requireNonNull(createdBy, "created_by");
        requireNonNull(createdAt, "created_at");
        members = Json.mapOrEmpty(members);
        contacts = Json.listOrEmpty(contacts);
        linked = Json.mapOrEmpty(linked);
    }

    /** None of the contacts is a user. */
    public ConversationMembers(
            String conversationId,
            ConversationKind kind,
            @Nullable String name,
            String createdBy,
            Instant createdAt,
            long version,
            Map<String, Member> members,
            List<String> contacts) {
        this(conversationId, kind, name, createdBy, createdAt, version, members, contacts, Map.of());
    }

    /** What a member may do. */
    public enum Role {
        @JsonProperty("member")
        MEMBER,
        @JsonProperty("admin")
        ADMIN
    }

    /** The events somebody may see: from {@code first} to {@code last} seq, both included, open when last is null. */
    public record VisibleRange(long first, @Nullable Long last) {}

    /** One user's place in a conversation; rejoining opens a new range. */
    public record Member(Role role, List<VisibleRange> visible) {
        public Member {
            requireNonNull(role, "role");
            visible = Json.listOrEmpty(visible);
        }

        @JsonIgnore
        public boolean isPresent() {
            return !visible.isEmpty() && visible.get(visible.size() - 1).last() == null;
        }
    }

    public boolean has(String userId) {
        Member member = members.get(userId);
        return member != null && member.isPresent();
    }

    /** Everybody who is a member now, in the order of joining: the audience of the next event. */
    @JsonIgnore
    public List<String> present() {
        return members.entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
