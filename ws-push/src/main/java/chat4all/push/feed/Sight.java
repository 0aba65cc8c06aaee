package chat4all.push.feed;

import chat4all.schemas.ConversationMembers.VisibleRange;
import java.util.List;
import java.util.Optional;

/** What a user may see of a conversation: one range of seqs for each stay, in their order. */
public record Sight(List<VisibleRange> ranges) {

    /** Seqs from {@code first} to {@code last}, both included. */
    record Span(long first, long last) {}

    /** The first stretch that is visible within these bounds. */
    Optional<Span> within(long first, long last) {
        return ranges.stream()
                .map(range -> new Span(Math.max(first, range.first()), Math.min(last, end(range))))
                .filter(span -> span.first() <= span.last())
                .findFirst();
    }

    /** Whether the user is a member now. */
    public boolean isOpen() {
        return !ranges.isEmpty() && ranges.get(ranges.size() - 1).last() == null;
    }

    boolean covers(long seq) {
        return within(seq, seq).isPresent();
    }

    private static long end(VisibleRange range) {
        Long last = range.last();
        return last == null ? Long.MAX_VALUE : last;
    }
}
