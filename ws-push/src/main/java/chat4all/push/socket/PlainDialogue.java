package chat4all.push.socket;

import chat4all.push.feed.Feed;
import chat4all.push.feed.LogEntry;
import chat4all.push.feed.Reader;
import java.util.Map;

/**
 * A client without subprotocol. It is told what takes place from {@code connected} on, each message once and in order;
 * what could not be read in time comes late and unmarked. It cannot ask for what it missed while it was away, and is
 * closed when it does not keep up.
 */
final class PlainDialogue implements Dialogue, Reader {
    private final ClientSocket socket;
    private final PushMetrics metrics;
    private final Feed feed;

    PlainDialogue(ClientSocket socket, Services services, PushMetrics metrics) {
        this.socket = socket;
        this.metrics = metrics;
        this.feed = new Feed(
                socket.userId(),
                this,
                services.history(),
                services.turns(),
                services.limits().rememberedConversations(),
                Feed.Start.AT_FIRST_EVENT);
    }

    @Override
    public String greeting() {
        return PlainProtocol.connected(socket.userId(), System.currentTimeMillis());
    }

    @Override
    public boolean startsAtHeads() {
        return true;
    }

    @Override
    public boolean hear(String frame) {
        var answer = PlainProtocol.answer(frame, System.currentTimeMillis());
        answer.map(Outbox.Frame::of).ifPresent(this::offer);
        return answer.isPresent();
    }

    @Override
    public void deliver(Notice notice) {
        var entry = notice.entry();
        if (entry == null) {
            if (!notice.type().equals(Notice.TYPING)) {
                offer(Outbox.Frame.of(notice.text()));
            }
        } else if (!feed.deliver(entry)) {
            metrics.repeated.increment();
        }
    }

    @Override
    public void heads(Map<String, Long> heads) {
        feed.heads(heads);
    }

    @Override
    public void roomAgain() {
        feed.goOn();
    }

    @Override
    public void tokenExpires() {
        // It has no way to bring another: the socket ends with the token.
    }

    @Override
    public void end() {
        feed.close();
    }

    @Override
    public boolean event(LogEntry entry, boolean late) {
        if (entry.notification() != null) {
            offer(new Outbox.Frame(entry.notification(), entry.live() ? entry.at() : 0));
        }
        return true;
    }

    @Override
    public void gap(String conversationId, long firstSeq, long lastSeq) {
        metrics.gaps.increment();
    }

    @Override
    public boolean caughtUp(String conversationId, long seq) {
        return true;
    }

    @Override
    public boolean hasRoom() {
        return socket.hasRoom();
    }

    private void offer(Outbox.Frame frame) {
        if (!socket.offer(frame)) {
            socket.close(CloseCode.TOO_SLOW);
        }
    }
}
