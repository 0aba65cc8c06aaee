package chat4all.push.feed;

import chat4all.push.feed.Position.Wanted;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads the next events of a conversation that a user may see. What lies between two stays of the user is passed over;
 * what lies beyond every stay that is stored is waited for, because the user was told that there is more.
 */
final class PageReader {
    private static final int PAGE = 100;

    private final History history;
    private final String userId;

    PageReader(History history, String userId) {
        this.history = history;
        this.userId = userId;
    }

    CompletionStage<Page> read(Wanted wanted) {
        return sight(wanted).thenCompose(sight -> from(wanted).thenCompose(from -> read(wanted, sight, from)));
    }

    private CompletionStage<Sight> sight(Wanted wanted) {
        Sight known = wanted.sight();
        return known != null
                ? CompletableFuture.completedFuture(known)
                : history.sight(wanted.conversationId(), userId);
    }

    private CompletionStage<Long> from(Wanted wanted) {
        return wanted.from() > 0
                ? CompletableFuture.completedFuture(wanted.from())
                : history.marks(wanted.conversationId())
                        .thenApply(marks -> 1
                                + marks.getOrDefault(userId, History.Mark.NONE).readSeq());
    }

    private CompletionStage<Page> read(Wanted wanted, Sight sight, long from) {
        var visible = sight.within(from, furthest(wanted, from));
        if (visible.isEmpty()) {
            // The event behind a gap was told: when its stay is stored, so are those before.
            boolean nothing = from > wanted.to() || (wanted.late() && sight.covers(wanted.to() + 1));
            long first = nothing ? wanted.to() + 1 : wanted.from();
            return CompletableFuture.completedFuture(new Page(wanted, sight, first, List.of()));
        }
        long first = visible.get().first();
        long last = Math.min(visible.get().last(), first + PAGE - 1);
        return history.events(wanted.conversationId(), userId, first, last, PAGE)
                .thenApply(entries -> new Page(wanted, sight, first, entries));
    }

    /** What is known of the end may be behind what is stored already: a page that is read anyhow is read whole. */
    private static long furthest(Wanted wanted, long from) {
        boolean hasMore = !wanted.late() && from <= wanted.to();
        return hasMore ? Math.max(wanted.to(), from + PAGE - 1) : wanted.to();
    }
}
