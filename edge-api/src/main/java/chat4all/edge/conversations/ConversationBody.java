package chat4all.edge.conversations;

import chat4all.edge.cassandra.WatermarkTable.Mark;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as clients read it.
 *
 * @param groupId the same as {@code conversationId} for a group, else left out
 * @param lastSeq seq of the newest event
 * @param members who is a member now, in the order of joining
 */
record ConversationBody(
        @Nullable String groupId,
        String conversationId,
        ConversationKind type,
        @Nullable String name,
        @Nullable String description,
        String createdBy,
        Instant createdAt,
        long lastSeq,
        List<MemberBody> members) {

    /** @param deliveredSeq up to where the member has received, and {@code readSeq} read; 0 for nothing */
    record MemberBody(String userId, Role role, long deliveredSeq, long readSeq) {}

    static ConversationBody of(ConversationView view, Map<String, Mark> marks) {
        ConversationMembers members = view.members();
        return new ConversationBody(
                members.kind() == ConversationKind.GROUP ? members.conversationId() : null,
                members.conversationId(),
                members.kind(),
                members.name(),
                members.description(),
                members.createdBy(),
                members.createdAt(),
                view.lastSeq(),
                members.present().stream()
                        .map(user -> member(user, members, marks.getOrDefault(user, Mark.NONE)))
                        .toList());
    }

    private static MemberBody member(String user, ConversationMembers members, Mark mark) {
        var member = members.members().get(user);
        return new MemberBody(user, member == null ? Role.MEMBER : member.role(), mark.deliveredSeq(), mark.readSeq());
    }
}
