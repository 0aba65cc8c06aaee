package chat4all.push.feed;

/** Whom a feed tells: one socket, in the words of its protocol. Calls return at once. */
public interface Reader {

    /** False when there is no room: then it was not taken. */
    boolean event(LogEntry entry, boolean late);

    /** These events cannot be read yet and will come late. */
    void gap(String conversationId, long firstSeq, long lastSeq);

    /** Everything up to {@code seq} was told, but for gaps; false when there is no room to say so. */
    boolean caughtUp(String conversationId, long seq);

    /** Whether a page of events fits. */
    boolean hasRoom();
}
