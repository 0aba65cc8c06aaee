package chat4all.push.feed;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells one reader each event of its conversations once and in order of seq, whatever Redis loses or repeats. A hole is
 * filled from the history before going on; after a second without progress the reader is told of the gap, what follows
 * goes on, and the missing events come late, as soon as they can be read. A reader without room is not waited
 * for: what it cannot take is forgotten, and read once there is room. At most one page is being read at a time.
 */
public final class Feed {

    private final Reader reader;
    private final CatchUp catchUp;
    private final int conversations;
    private final Map<String, Position> positions = new LinkedHashMap<>(4);
    private Start start;

    /** Where a conversation begins that the feed has no position in. */
    public enum Start {
        /** Nothing is told before {@link #resume}. */
        WHEN_RESUMED,
        /** With the first event that comes: what was before cannot be known yet and is not missed. */
        AT_FIRST_EVENT,
        /** After the read watermark: what there is cannot be known yet. */
        AFTER_WATERMARK,
        /** With its first event: whatever existed before is known. */
        AT_BEGINNING
    }

    /** A feed that remembers at most so many {@code conversations}; of others it hands on what comes. */
    public Feed(String userId, Reader reader, History history, Turns turns, int conversations, Start start) {
        this.reader = reader;
        this.catchUp = new CatchUp(this, reader, new PageReader(history, userId), turns, positions);
        this.conversations = conversations;
        this.start = start;
    }

    /** An event as it took place; false when the reader had it. */
    public synchronized boolean deliver(LogEntry entry) {
        Position position = positionOf(entry.conversationId(), entry.seq());
        if (position == null) {
            return reader.event(entry, false);
        }
        if (start == Start.WHEN_RESUMED) {
            position.expect(entry.seq());
            return true;
        }
        if (entry.seq() <= position.sent) {
            return false;
        }
        if (position.isBehind() || entry.seq() != position.sent + 1 || !catchUp.tell(position, entry)) {
            position.expect(entry.seq());
            if (reader.hasRoom()) {
                position.hold(entry);
            }
            catchUp.readOn(position, true);
        }
        return true;
    }

    /** There is an event of this seq, which has to be read. */
    public synchronized void expect(String conversationId, long seq) {
        Position position = positionOf(conversationId, seq);
        if (position != null && seq > position.sent) {
            position.expect(seq);
            if (start != Start.WHEN_RESUMED) {
                catchUp.readOn(position, true);
            }
        }
    }

    /**
     * The newest seqs of the reader's conversations. The first time they say where the reader is; later, what it has
     * missed.
     */
    public synchronized void heads(Map<String, Long> heads) {
        boolean baseline = start == Start.AT_FIRST_EVENT;
        heads.forEach((conversationId, head) -> {
            if (baseline && positions.size() < conversations) {
                positions.putIfAbsent(conversationId, new Position(conversationId, head));
            }
            expect(conversationId, head);
        });
        if (start == Start.AFTER_WATERMARK) {
            positions.values().stream().filter(position -> position.resuming).forEach(catchUp::readOn);
        }
        if (start != Start.WHEN_RESUMED) {
            start = Start.AT_BEGINNING;
        }
    }

    /**
     * Begins telling: after the seqs that the reader names, and in its other conversations after the read watermark.
     *
     * @param heads null when they are not known yet
     */
    public synchronized void resume(Map<String, Long> named, @Nullable Map<String, Long> heads) {
        start = heads == null ? Start.AFTER_WATERMARK : Start.AT_BEGINNING;
        var all = new HashSet<>(positions.keySet());
        all.addAll(named.keySet());
        if (heads != null) {
            all.addAll(heads.keySet());
        }
        for (String conversationId : all) {
            Position before = positions.get(conversationId);
            if (before == null && positions.size() >= conversations) {
                continue;
            }
            var position = new Position(conversationId, named.getOrDefault(conversationId, Position.AFTER_WATERMARK));
            position.expect(before == null ? 0 : before.known);
            position.expect(heads == null ? 0 : heads.getOrDefault(conversationId, 0L));
            position.resuming = true;
            positions.put(conversationId, position);
            if (heads != null || position.isBehind()) {
                catchUp.readOn(position);
            }
        }
    }

    /** Whether everything that was to be resumed has been told. */
    public synchronized boolean isCaughtUp() {
        return start == Start.AT_BEGINNING && positions.values().stream().noneMatch(position -> position.resuming);
    }

    /** The reader has room again. */
    public synchronized void goOn() {
        catchUp.goOn();
    }

    /** Something about a conversation could not be said: that it is caught up is said again, and with it the rest. */
    public synchronized void refresh(String conversationId) {
        Position position = positions.get(conversationId);
        if (position != null && start != Start.WHEN_RESUMED) {
            position.resuming = true;
            catchUp.readOn(position);
        }
    }

    public synchronized void close() {
        catchUp.close();
        positions.clear();
    }

    /** Null when there are too many to remember one more. */
    private @Nullable Position positionOf(String conversationId, long seq) {
        Position known = positions.get(conversationId);
        if (known != null || positions.size() >= conversations) {
            return known;
        }
        long sent =
                switch (start) {
                    case AT_FIRST_EVENT -> seq - 1;
                    case AT_BEGINNING -> 0;
                    case WHEN_RESUMED, AFTER_WATERMARK -> Position.AFTER_WATERMARK;
                };
        var fresh = new Position(conversationId, sent);
        fresh.resuming = start == Start.AFTER_WATERMARK;
        positions.put(conversationId, fresh);
        return fresh;
    }
}
