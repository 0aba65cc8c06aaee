package chat4all.push.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The frames one socket has yet to be sent, in order, one at a time under way. It takes a bounded number; a reader that
 * falls further behind has lost its place and gets nothing more. Never blocks the caller.
 */
final class Outbox {
    private final BiConsumer<Frame, Callback> wire;
    private final int capacity;
    private final Deque<Frame> waiting = new ArrayDeque<>(0);
    private boolean opened;
    private boolean sending;
    private boolean closed;

    /** A frame; {@code since} is when what it tells happened (epoch milliseconds), 0 for frames of our own. */
    record Frame(String text, long since) {}

    Outbox(BiConsumer<Frame, Callback> wire, int capacity) {
        this.wire = wire;
        this.capacity = capacity;
    }

    /** Sends this frame before any that was offered so far; nothing is sent earlier. */
    void open(Frame first) {
        synchronized (this) {
            if (closed || opened) {
                return;
            }
            opened = true;
            sending = true;
            waiting.addFirst(first);
        }
        drain();
    }

    /** False when there is no room: then nothing more will be sent. */
    boolean offer(Frame frame) {
        synchronized (this) {
            if (closed) {
                return true;
            }
            if (waiting.size() >= capacity) {
                close();
                return false;
            }
            waiting.add(frame);
            if (!opened || sending) {
                return true;
            }
            sending = true;
        }
        drain();
        return true;
    }

    /** Forgets what waits and takes no more. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    /** A send that completes at once is followed by the next in this loop, not by recursion. */
    private void drain() {
        for (var frame = next(); frame != null; frame = next()) {
            var sent = new Sent();
            wire.accept(frame, sent);
            if (sent.leave()) {
                return;
            }
        }
    }

    private synchronized @Nullable Frame next() {
        var frame = waiting.poll();
        sending = frame != null;
        return frame;
    }

    /** Whoever comes second, the loop that sent or the completion, goes on with the next frame. */
    private final class Sent implements Callback {
        private final AtomicBoolean first = new AtomicBoolean(true);

        boolean leave() {
            return first.compareAndSet(true, false);
        }

        @Override
        public void succeed() {
            if (!leave()) {
                drain();
            }
        }

        @Override
        public void fail(Throwable cause) {
            close();
        }
    }
}
