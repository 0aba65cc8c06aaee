package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final Participant JOAO = new Participant("joao", "user_joao", "token");
    private static final Participant MARIA = new Participant("maria", "user_maria", "token");
    private static final List<Talk> TALKS = List.of(new Talk("c", JOAO, MARIA));

    private final Ledger ledger = new Ledger("run");
    private final Settlement settlement = new Settlement(ledger, Duration.ofSeconds(30));

    @Test
    void waitsForWhatWasAcceptedEvenWhenMessagesNeverAnsweredMakeUpTheNumber() {
        ledger.sent(sent(0, "m0"));
        ledger.sent(sent(1, "m1"));
        ledger.sent(sent(2, null));
        Deque<List<Seen>> pages = new ArrayDeque<>(List.of(
                List.of(stored(0, "m0"), stored(2, "m2")), List.of(stored(0, "m0"), stored(2, "m2"), stored(1, "m1"))));

        var history = settlement.awaitHistories(talks -> Map.of("c", pages.remove()), TALKS);

        assertThat(history).extracting(Seen::messageId).containsExactly("m0", "m2", "m1");
    }

    @Test
    void returnsWhatIsThereWhenTheTimeIsOver() {
        ledger.sent(sent(0, "m0"));

        var history = new Settlement(ledger, Duration.ZERO).awaitHistories(talks -> Map.of("c", List.of()), TALKS);

        assertThat(history).isEmpty();
    }

    @Test
    void aMessageNeverAnsweredDoesNotStandInForAnAcceptedOneOnTheSockets() {
        ledger.sent(sent(0, "m0"));
        ledger.sent(sent(1, null));
        push(1, "m1");

        assertThat(ledger.allArrived()).isFalse();

        push(0, "m0");

        assertThat(ledger.allArrived()).isTrue();
    }

    private void push(long number, String id) {
        var content = Content.read("run", "no content of ours");
        ledger.pushed(MARIA.userId(), JOAO.userId(), new Seen(MARIA.userId(), "c", 1, id, number, true), content, 0);
    }

    private static Sent sent(long number, @Nullable String id) {
        return new Sent(number, "c", MARIA.userId(), id, 0, id == null ? Long.MAX_VALUE : 1);
    }

    private static Seen stored(long number, String id) {
        return new Seen(Seen.HISTORY, "c", number + 1, id, number, true);
    }
}
