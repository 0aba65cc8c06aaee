package chat4all.push.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final List<String> sent = new ArrayList<>();
    private final Deque<Callback> underWay = new ArrayDeque<>();
    private int roomAgain;
    private final Outbox outbox = new Outbox(this::send, 4, () -> roomAgain++);

    @Test
    void sendsOneFrameAtATimeInOrder() {
        outbox.open(frame("connected"));
        offer("a", "b");
        assertThat(sent).containsExactly("connected");

        underWay.remove().succeed();
        underWay.remove().succeed();
        underWay.remove().succeed();

        assertThat(sent).containsExactly("connected", "a", "b");
        assertThat(underWay).isEmpty();
    }

    @Test
    void sendsNothingBeforeItIsOpenedAndThenTheOpeningFrameFirst() {
        offer("a");
        assertThat(sent).isEmpty();

        outbox.open(frame("connected"));
        underWay.remove().succeed();

        assertThat(sent).containsExactly("connected", "a");
    }

    @Test
    void takesNoFrameThatDoesNotFit() {
        outbox.open(frame("connected"));
        offer("a", "b", "c", "d");

        assertThat(outbox.offer(frame("e"))).isFalse();
        underWay.remove().succeed();

        assertThat(sent).containsExactly("connected", "a");
        assertThat(outbox.offer(frame("e"))).isTrue();
    }

    @Test
    void takesAsManyAgainOfWhatMayNotBeForgotten() {
        outbox.open(frame("connected"));
        offer("a", "b", "c", "d");

        for (int i = 0; i < 4; i++) {
            assertThat(outbox.offerAboveAll(frame("reply"))).isTrue();
        }

        assertThat(outbox.offerAboveAll(frame("reply"))).isFalse();
    }

    @Test
    void tellsOnceThereIsRoomAgain() {
        outbox.open(frame("connected"));
        offer("a", "b", "c", "d");
        assertThat(outbox.hasRoom()).isFalse();

        underWay.remove().succeed();
        underWay.remove().succeed();
        assertThat(roomAgain).isZero();
        underWay.remove().succeed();

        assertThat(outbox.hasRoom()).isTrue();
        assertThat(roomAgain).isEqualTo(1);
    }

    @Test
    void sendsNothingMoreAfterAFailure() {
        outbox.open(frame("connected"));
        offer("a");

        underWay.remove().fail(new IllegalStateException("reset"));
        offer("b");

        assertThat(sent).containsExactly("connected");
    }

    @Test
    void needsNoStackForFramesThatLeaveAtOnce() {
        var count = new int[1];
        var many = new Outbox(
                (frame, callback) -> {
                    count[0]++;
                    callback.succeed();
                },
                100_000,
                () -> {});
        for (int i = 0; i < 100_000; i++) {
            many.offer(frame("x"));
        }

        many.open(frame("connected"));

        assertThat(count[0]).isEqualTo(100_001);
    }

    private void send(Outbox.Frame frame, Callback callback) {
        sent.add(frame.text());
        underWay.add(callback);
    }

    private void offer(String... texts) {
        for (var text : texts) {
            assertThat(outbox.offer(frame(text))).isTrue();
        }
    }

    private static Outbox.Frame frame(String text) {
        return Outbox.Frame.of(text);
    }
}
