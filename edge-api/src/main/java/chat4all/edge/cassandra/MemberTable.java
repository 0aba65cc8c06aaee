package chat4all.edge.cassandra;

import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Membership as the history sink stored it, and how far a member's conversation had come: behind by milliseconds. */
public final class MemberTable {
    private static final String MEMBERS = "SELECT conversation_id, user_id, role, first_visible_seq, last_visible_seq"
            + " FROM conversation_members WHERE conversation_id IN ? PER PARTITION LIMIT 5000";
    private static final String HEAD =
            "SELECT last_seq, last_ordinal FROM conversations_by_user WHERE user_id = ? AND conversation_id = ?";

    private final CassandraLink cassandra;

    public MemberTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /** The newest event of a conversation, and how many messages there are. */
    public record Head(long seq, long ordinal) {}

    /** What each user may see, in the order of their ids; empty for a conversation that is not stored. */
    public CompletableFuture<Map<String, List<VisibleRange>>> of(String conversationId) {
        return members(conversationId).thenApply(members -> {
            Map<String, List<VisibleRange>> visible = new LinkedHashMap<>();
            members.forEach((user, member) -> visible.put(user, member.visible()));
            return visible;
        });
    }

    /** With the role of each user's newest stay. */
    public CompletableFuture<Map<String, Member>> members(String conversationId) {
        return members(List.of(conversationId)).thenApply(found -> found.getOrDefault(conversationId, Map.of()));
    }

    /** Of a page of conversations, in one request; those that are not stored are left out. */
    public CompletableFuture<Map<String, Map<String, Member>>> members(List<String> conversationIds) {
        return cassandra.read(MEMBERS, conversationIds).thenApply(rows -> {
            Map<String, Map<String, Member>> members = new LinkedHashMap<>();
            rows.forEach(row -> members.computeIfAbsent(
                            Objects.requireNonNull(row.getString("conversation_id")), id -> new LinkedHashMap<>())
                    .merge(Objects.requireNonNull(row.getString("user_id")), member(row), MemberTable::joined));
            return members;
        });
    }

    public CompletableFuture<Optional<Head>> head(String userId, String conversationId) {
        return cassandra.read(HEAD, userId, conversationId).thenApply(rows -> rows.stream()
                .findFirst()
                .map(row -> new Head(row.getLong("last_seq"), row.getLong("last_ordinal"))));
    }

    private static Member member(Row row) {
        var last = row.isNull("last_visible_seq") ? null : (Long) row.getLong("last_visible_seq");
        return new Member(
                "admin".equals(row.getString("role")) ? Role.ADMIN : Role.MEMBER,
                List.of(new VisibleRange(row.getLong("first_visible_seq"), last)));
    }

    private static Member joined(Member earlier, Member later) {
        var visible = new ArrayList<>(earlier.visible());
        visible.addAll(later.visible());
        return new Member(later.role(), visible);
    }
}
