package chat4all.push.feed;

import chat4all.push.feed.Position.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one read brought: events from {@code first} on, as far as they are stored.
 *
 * @param sight null when it has to be read again
 * @param first what lies before it is done with or not for this reader
 */
record Page(Wanted wanted, @Nullable Sight sight, long first, List<LogEntry> entries) {

    /** Nothing could be read. */
    static Page unreadable(Wanted wanted) {
        return new Page(wanted, null, wanted.from(), List.of());
    }

    /** The events from the first on, up to the first that is missing. */
    List<LogEntry> unbroken() {
        int count = 0;
        while (count < entries.size() && entries.get(count).seq() == first + count) {
            count++;
        }
        return entries.subList(0, count);
    }

    /** The first event behind one that is missing, 0 for none. */
    long firstBeyondHole() {
        int unbroken = unbroken().size();
        return unbroken < entries.size() ? entries.get(unbroken).seq() : 0;
    }
}
