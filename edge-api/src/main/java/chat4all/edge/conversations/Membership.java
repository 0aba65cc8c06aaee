package chat4all.edge.conversations;

import chat4all.edge.cassandra.MemberTable.Head;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.ConversationView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may see what of a conversation, at one moment.
 *
 * @param visible user id to the ranges of events, in the order of joining; those who left stay, with a closed range
 * @param head the newest event; unknown when the topology could not be asked
 */
public record Membership(Map<String, List<VisibleRange>> visible, Optional<Head> head) {

    static Membership of(ConversationView view) {
        Map<String, List<VisibleRange>> visible = new LinkedHashMap<>();
        for (Map.Entry<String, Member> member : view.members().members().entrySet()) {
            visible.put(member.getKey(), member.getValue().visible());
        }
        return new Membership(visible, Optional.of(new Head(view.lastSeq(), view.lastOrdinal())));
    }

    /** Whether a user is a member now. */
    public boolean has(String userId) {
        var ranges = rangesOf(userId);
        return !ranges.isEmpty() && isOpen(ranges.get(ranges.size() - 1));
    }

    /** The events a user may see, oldest first; none for a stranger. */
    public List<VisibleRange> rangesOf(String userId) {
        return visible.getOrDefault(userId, List.of());
    }

    public boolean sees(String userId, long seq) {
        return rangesOf(userId).stream().anyMatch(range -> seq >= range.first() && isWithin(seq, range));
    }

    private static boolean isOpen(VisibleRange range) {
        return range.last() == null;
    }

    private static boolean isWithin(long seq, VisibleRange range) {
        var last = range.last();
        return last == null || seq <= last;
    }
}
