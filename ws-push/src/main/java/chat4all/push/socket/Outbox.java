package chat4all.push.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The frames one socket has yet to be sent, in order, one at a time under way. It takes a bounded number and never
 * blocks the caller; what becomes of a frame without room is the protocol's to say.
 */
final class Outbox {
    private final BiConsumer<Frame, Callback> wire;
    private final int capacity;
    private final Runnable roomAgain;
    private final Deque<Frame> waiting = new ArrayDeque<>(0);
    private boolean opened;
    private boolean sending;
    private boolean closed;

    /** A frame; {@code since} is when what it tells happened (epoch milliseconds), 0 for frames of our own. */
    record Frame(String text, long since) {
        static Frame of(String text) {
            return new Frame(text, 0);
        }
    }

    /** {@code roomAgain} is called, with no lock held by us, when three quarters of the room are free again. */
    Outbox(BiConsumer<Frame, Callback> wire, int capacity, Runnable roomAgain) {
        this.wire = wire;
        this.capacity = capacity;
        this.roomAgain = roomAgain;
    }

    synchronized boolean hasRoom() {
        return waiting.size() <= capacity / 4;
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

    /** False when there is no room: then it was not taken. */
    boolean offer(Frame frame) {
        return offer(frame, capacity);
    }

    /** Takes as many again, of what is nowhere else and may not be forgotten. */
    boolean offerAboveAll(Frame frame) {
        return offer(frame, 2 * capacity);
    }

    private boolean offer(Frame frame, int most) {
        synchronized (this) {
            if (closed) {
                return true;
            }
            if (waiting.size() >= most) {
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

    private @Nullable Frame next() {
        Frame frame;
        boolean roomy;
        synchronized (this) {
            frame = waiting.poll();
            sending = frame != null;
            roomy = frame != null && waiting.size() == capacity / 4;
        }
        if (roomy) {
            roomAgain.run();
        }
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
