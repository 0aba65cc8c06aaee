package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten messages of which everything is right, and then one thing at a time that is not. */
class ReconciliationTest {
    private static final int COUNT = 10;

    private final List<Sent> sent = new ArrayList<>();
    private final List<Seen> history = new ArrayList<>();
    private final List<Seen> sockets = new ArrayList<>();

    @BeforeEach
    void allIsRight() {
        for (int i = 0; i < COUNT; i++) {
            sent.add(sent(i, "m" + i, 100L * i, 100L * i + 50));
            history.add(stored(i + 1, i));
            sockets.add(pushed(i + 1, i));
        }
    }

    @Test
    void findsNothingWhenAllIsRight() {
        var verdict = reconcile();

        assertThat(verdict).isEqualTo(new Verdict(COUNT, 0, COUNT, COUNT, 0, 0, 0, 0, 0, List.of()));
        assertThat(verdict.clean()).isTrue();
    }

    @Test
    void findsAMessageThatWasNotStored() {
        history.remove(9);

        assertThat(reconcile().lost()).isEqualTo(1);
        assertThat(reconcile().clean()).isFalse();
        assertThat(reconcile().findings()).singleElement().asString().contains("not in the history", "m9");
    }

    @Test
    void findsAGapInTheSequence() {
        history.set(9, new Seen(Seen.HISTORY, "c", 11, "m9", 9, true));

        assertThat(reconcile().outOfOrder()).isEqualTo(2);
        assertThat(reconcile().findings().get(0)).contains("seq 10 expected");
    }

    @Test
    void findsAMessageThatWasStoredTwice() {
        history.add(stored(11, 3));

        assertThat(reconcile().duplicated()).isEqualTo(1);
    }

    @Test
    void findsAHistoryThatIsAnsweredInAnotherOrder() {
        history.set(4, stored(6, 5));
        history.set(5, stored(5, 4));

        assertThat(reconcile().outOfOrder()).isPositive();
        assertThat(reconcile().lost()).isZero();
    }

    @Test
    void findsMessagesThatOvertookOneThatHadBeenAnswered() {
        history.set(4, stored(5, 5));
        history.set(5, stored(6, 4));
        sockets.set(4, pushed(5, 5));
        sockets.set(5, pushed(6, 4));

        assertThat(reconcile().outOfOrder()).isEqualTo(1);
        assertThat(reconcile().findings()).singleElement().asString().contains("begun when it had been answered");
    }

    @Test
    void letsMessagesThatWereUnderWayTogetherComeInAnyOrder() {
        sent.set(4, sent(4, "m4", 400, 990));
        sent.set(5, sent(5, "m5", 401, 600));
        history.set(4, stored(5, 5));
        history.set(5, stored(6, 4));
        sockets.set(4, pushed(5, 5));
        sockets.set(5, pushed(6, 4));

        assertThat(reconcile().clean()).isTrue();
    }

    @Test
    void findsAMessageThatWasAlteredInTheHistoryOrOnTheWay() {
        history.set(2, new Seen(Seen.HISTORY, "c", 3, "m2", 2, false));
        sockets.set(7, new Seen("maria", "c", 8, "m7", -1, false));

        var verdict = reconcile();

        assertThat(verdict.corrupted()).isEqualTo(2);
        assertThat(verdict.lost())
                .as("the one that no longer tells which it was")
                .isEqualTo(1);
    }

    @Test
    void findsAMessageThatWasNotPushed() {
        sockets.remove(0);

        assertThat(reconcile().lost()).isEqualTo(1);
        assertThat(reconcile().pushed()).isEqualTo(9);
        assertThat(Reconciliation.of(sent, history, sockets, false).clean()).isTrue();
    }

    @Test
    void findsAMessageThatWasPushedTwice() {
        sockets.add(pushed(10, 9));

        assertThat(reconcile().duplicated()).isEqualTo(1);
    }

    @Test
    void findsASocketThatHearsInAnotherOrder() {
        sockets.set(1, pushed(3, 2));
        sockets.set(2, pushed(2, 1));

        assertThat(reconcile().outOfOrder()).isEqualTo(1);
    }

    @Test
    void findsAPushThatDisagreesWithTheHistory() {
        sockets.set(9, pushed(11, 9));

        assertThat(reconcile().outOfOrder()).isEqualTo(1);
    }

    @Test
    void findsAMessageThatCameToTheWrongPerson() {
        sockets.set(9, new Seen("mallory", "c", 10, "m9", 9, true));

        var verdict = reconcile();

        assertThat(verdict.unexpected()).isEqualTo(1);
        assertThat(verdict.lost()).isEqualTo(1);
    }

    @Test
    void findsAMessageUnderAnotherIdOrInAnotherConversation() {
        history.set(8, new Seen(Seen.HISTORY, "c", 9, "other", 8, true));
        history.set(9, new Seen(Seen.HISTORY, "elsewhere", 1, "m9", 9, true));

        assertThat(reconcile().unexpected()).isEqualTo(2);
    }

    @Test
    void findsAMessageNobodySent() {
        history.add(stored(11, 99));

        assertThat(reconcile().unexpected()).isEqualTo(1);
    }

    @Test
    void letsAMessageThatWasNeverAnsweredBeThereOnceOrNotAtAll() {
        sent.add(sent(10, null, 2_000, Long.MAX_VALUE));
        sent.add(sent(11, null, 2_100, Long.MAX_VALUE));
        history.add(stored(11, 10));
        sockets.add(pushed(11, 10));

        var verdict = reconcile();

        assertThat(verdict.clean()).isTrue();
        assertThat(verdict.unconfirmed()).isEqualTo(2);
        assertThat(verdict.stored()).isEqualTo(11);
    }

    @Test
    void findsAMessageThatWasNeverAnsweredAndStoredTwice() {
        sent.add(sent(10, null, 2_000, Long.MAX_VALUE));
        history.add(stored(11, 10));
        history.add(stored(12, 10));

        assertThat(reconcile().duplicated()).isEqualTo(1);
    }

    private Verdict reconcile() {
        return Reconciliation.of(sent, history, sockets, true);
    }

    private static Sent sent(long number, @Nullable String messageId, long started, long acked) {
        return new Sent(number, "c", "maria", messageId, started, acked);
    }

    private static Seen stored(long seq, long number) {
        return new Seen(Seen.HISTORY, "c", seq, "m" + number, number, true);
    }

    private static Seen pushed(long seq, long number) {
        return new Seen("maria", "c", seq, "m" + number, number, true);
    }
}
