package chat4all.edge.history;

import chat4all.edge.cassandra.MemberTable.Head;
import chat4all.edge.conversations.Membership;
import chat4all.schemas.ConversationMembers.VisibleRange;
import java.util.List;
import java.util.Optional;

/**
 * What one caller sees of a conversation at one moment: closed ranges of seqs, oldest first, none empty.
 *
 * @param head the newest event, which may lie beyond what the caller sees
 */
record Sight(String conversationId, List<Range> ranges, Head head) {

    record Range(long first, long last) {
        boolean holds(long seq) {
            return seq >= first && seq <= last;
        }
    }

    static Sight of(String conversationId, String caller, Membership membership, Head head) {
        var ranges = membership.rangesOf(caller).stream()
                .map(range -> new Range(range.first(), last(range, head)))
                .filter(range -> range.first() <= range.last())
                .toList();
        return new Sight(conversationId, ranges, head);
    }

    /** The range in which to go on from a seq, upward or downward. */
    Optional<Range> next(long seq, boolean forward) {
        return forward
                ? ranges.stream().filter(range -> range.last() >= seq).findFirst()
                : ranges.stream().filter(range -> range.first() <= seq).reduce((earlier, later) -> later);
    }

    private static long last(VisibleRange range, Head head) {
        var last = range.last();
        return last == null ? head.seq() : Math.min(last, head.seq());
    }
}
