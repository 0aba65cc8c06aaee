package chat4all.push.socket;

import chat4all.push.feed.Feed;
import chat4all.push.feed.LogEntry;
import chat4all.push.feed.Reader;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client of {@code chat4all.v1}. From {@code resume} on it is told every event of its conversations once and in
 * order, since where it was, however long ago; events that cannot be read in time are said to be missing and come late.
 * When it does not keep up, what finds no room is forgotten, and read once there is room.
 */
final class EventDialogue implements Dialogue, Reader {
    static final String SUBPROTOCOL = "chat4all.v1";
    /** How many of the newest events are looked through for one's own messages when a conversation is caught up. */
    private static final int STATUSES = 50;

    private final ClientSocket socket;
    private final Services services;
    private final PushMetrics metrics;
    private final Feed feed;
    private final ClientFrames frames;
    private final AtomicBoolean resumeSaid = new AtomicBoolean();
    private final AtomicBoolean resumedSaid = new AtomicBoolean();

    EventDialogue(ClientSocket socket, Services services, PushMetrics metrics, String token) {
        this.socket = socket;
        this.services = services;
        this.metrics = metrics;
        this.feed = new Feed(
                socket.userId(),
                this,
                services.history(),
                services.turns(),
                services.limits().rememberedConversations(),
                Feed.Start.WHEN_RESUMED);
        this.frames = new ClientFrames(this, socket, services, token);
    }

    @Override
    public String greeting() {
        return EventFrames.hello(
                UUID.randomUUID().toString(),
                socket.userId(),
                services.limits().pingEvery().toMillis());
    }

    @Override
    public boolean startsAtHeads() {
        return false;
    }

    @Override
    public boolean hear(String frame) {
        return frames.hear(frame);
    }

    /** Begins telling; false when it has begun already. */
    boolean resume(Map<String, Long> named) {
        if (!resumeSaid.compareAndSet(false, true)) {
            return false;
        }
        services.turns().take(() -> services.history()
                .heads(socket.userId(), services.limits().rememberedConversations())
                .handle((heads, failed) -> failed == null ? heads : null)
                .thenAccept(heads -> services.turns().soon(() -> resume(named, heads))));
        return true;
    }

    private void resume(Map<String, Long> named, @Nullable Map<String, Long> heads) {
        feed.resume(named, heads);
        sayWhenResumed();
    }

    @Override
    public void deliver(Notice notice) {
        switch (notice.type()) {
            case Notice.STATUS -> status(notice);
            case Notice.REJECTED -> socket.say(EventFrames.of("rejected", notice));
            case Notice.TYPING -> socket.offer(Outbox.Frame.of(EventFrames.of("typing", notice)));
            default -> logged(notice);
        }
    }

    /** Of what is no message the notification says too little; it is read. */
    private void logged(Notice notice) {
        var entry = notice.entry();
        if (entry == null) {
            return;
        }
        if (!notice.isNewMessage()) {
            feed.expect(entry.conversationId(), entry.seq());
        } else if (!feed.deliver(entry)) {
            metrics.repeated.increment();
        }
    }

    private void status(Notice notice) {
        var conversationId = notice.conversationId();
        if (conversationId != null) {
            sayOrRefresh(conversationId, EventFrames.of("status", notice));
        }
    }

    private void sayOrRefresh(String conversationId, String text) {
        if (!socket.offer(Outbox.Frame.of(text))) {
            feed.refresh(conversationId);
        }
    }

    @Override
    public void heads(Map<String, Long> heads) {
        if (resumeSaid.get()) {
            feed.heads(heads);
            sayWhenResumed();
        }
    }

    @Override
    public void roomAgain() {
        feed.goOn();
    }

    @Override
    public void tokenExpires() {
        socket.say(EventFrames.tokenExpiring(socket.expiresAt()));
    }

    @Override
    public void end() {
        feed.close();
    }

    @Override
    public boolean event(LogEntry entry, boolean late) {
        boolean taken = socket.offer(new Outbox.Frame(EventFrames.event(entry, late), entry.live() ? entry.at() : 0));
        if (!taken) {
            metrics.refused.increment();
        }
        return taken;
    }

    @Override
    public void gap(String conversationId, long firstSeq, long lastSeq) {
        metrics.gaps.increment();
        socket.say(EventFrames.gap(conversationId, firstSeq, lastSeq));
    }

    @Override
    public boolean caughtUp(String conversationId, long seq) {
        if (!socket.offer(Outbox.Frame.of(EventFrames.caughtUp(conversationId, seq)))) {
            return false;
        }
        services.turns().take(() -> services.history()
                .sight(conversationId, socket.userId())
                .thenAccept(sight -> {
                    if (sight.isOpen()) {
                        tellReceipts(conversationId, seq);
                    }
                })
                .exceptionally(away -> null));
        sayWhenResumed();
        return true;
    }

    /** What happened to messages while the client was away. */
    private void tellReceipts(String conversationId, long seq) {
        var history = services.history();
        services.turns().take(() -> history.marks(conversationId)
                .thenAccept(marks -> socket.say(EventFrames.watermarks(conversationId, marks)))
                .exceptionally(away -> null));
        services.turns().take(() -> history.ownStatuses(conversationId, socket.userId(), seq, STATUSES)
                .thenAccept(statuses -> statuses.forEach(
                        status -> sayOrRefresh(conversationId, EventFrames.status(conversationId, status))))
                .exceptionally(away -> null));
    }

    private void sayWhenResumed() {
        if (resumedSaid.get()) {
            return;
        }
        services.turns().soon(() -> {
            if (feed.isCaughtUp() && resumedSaid.compareAndSet(false, true)) {
                socket.say(EventFrames.resumed());
            }
        });
    }

    @Override
    public boolean hasRoom() {
        return socket.hasRoom();
    }
}
