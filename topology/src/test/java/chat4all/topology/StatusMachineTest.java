package chat4all.topology;

import static chat4all.schemas.DeliveryStatus.DELIVERED;
import static chat4all.schemas.DeliveryStatus.DISPATCHED;
import static chat4all.schemas.DeliveryStatus.FAILED;
import static chat4all.schemas.DeliveryStatus.READ;
import static chat4all.schemas.DeliveryStatus.SENT;
import static chat4all.schemas.DeliveryStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusMachineTest {
    private static final Instant AT = Instant.parse("2026-01-02T10:00:00Z");
    private static final String PHONE = "whatsapp:+5511999998888";

    @Test
    void aMessageIsAsFarAsTheLeastOfItsRecipients() {
        MessageStatus state = fold(sent("user_b", PHONE), said("user_b", READ, 1, 5));

        assertThat(state.status()).isEqualTo(SENT);

        state = fold(state, said(PHONE, DELIVERED, 1, 6));
        assertThat(state.status()).isEqualTo(DELIVERED);
    }

    @Test
    void readImpliesDelivered() {
        MessageStatus state = fold(sent("user_b"), said("user_b", READ, 1, 5));

        assertThat(state.recipients().get(0).deliveredAt()).isEqualTo(AT.plusSeconds(5));
    }

    @Test
    void statusNeverMovesBackward() {
        MessageStatus state = fold(sent("user_b"), said("user_b", READ, 1, 5), said("user_b", DELIVERED, 1, 7));

        assertThat(state.status()).isEqualTo(READ);
    }

    @Test
    void aNewerAttemptReplacesAFailedOneButADeliveryStands() {
        MessageStatus retried = fold(sent(PHONE), said(PHONE, FAILED, 1, 2), said(PHONE, DISPATCHED, 2, 3));
        MessageStatus delivered = fold(sent(PHONE), said(PHONE, DELIVERED, 1, 2), said(PHONE, FAILED, 2, 3));

        assertThat(retried.recipients().get(0).status()).isEqualTo(DISPATCHED);
        assertThat(retried.status()).isEqualTo(SENT);
        assertThat(delivered.status()).isEqualTo(DELIVERED);
    }

    @Test
    void withinAnAttemptALostAnswerIsTheLeastAndDeliveryOvertakesFailure() {
        MessageStatus state = fold(sent(PHONE), said(PHONE, UNKNOWN, 1, 2));
        assertThat(state.recipients().get(0).status()).isEqualTo(UNKNOWN);

        for (DeliveryStatus next : List.of(DISPATCHED, FAILED, DELIVERED, READ)) {
            state = fold(state, said(PHONE, next, 1, 3));
            assertThat(state.recipients().get(0).status()).isEqualTo(next);
        }
    }

    @Test
    void aNewAttemptsLostAnswerStandsOverAnOldFailure() {
        MessageStatus state = fold(sent(PHONE), said(PHONE, UNKNOWN, 2, 3), said(PHONE, FAILED, 1, 4));

        assertThat(state.recipients().get(0).status()).isEqualTo(UNKNOWN);
    }

    @Test
    void thePlatformsIdIsThatOfTheNewestAttemptInAnyOrder() {
        StatusUpdate first = named("p1", 1);
        StatusUpdate second = named("p2", 2);

        assertThat(List.of(fold(sent(PHONE), first, second), fold(sent(PHONE), second, first)))
                .extracting(state -> state.recipients().get(0).providerMessageId())
                .containsExactly("p2", "p2");
    }

    @Test
    void updatesThatComeBeforeTheirMessageWaitForIt() {
        MessageStatus parked = fold(said("user_b", DELIVERED, 1, 5));
        assertThat(parked.isKnown()).isFalse();

        List<MessageStatus> states = StatusMachine.advance(parked, sent("user_b"));

        assertThat(states).extracting(MessageStatus::status).containsExactly(SENT, DELIVERED);
    }

    @Test
    void aRepetitionChangesNothing() {
        MessageStatus state = fold(sent("user_b"), said("user_b", DELIVERED, 1, 5));

        assertThat(StatusMachine.advance(state, said("user_b", DELIVERED, 1, 5)))
                .isEmpty();
        assertThat(StatusMachine.advance(state, sent("user_b"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shuffledAndRepeatedUpdatesEndInTheSameState(long seed) {
        List<StatusUpdate> updates = List.of(
                sent("user_b", PHONE, "user_c"),
                said("user_b", DELIVERED, 1, 3),
                said("user_b", READ, 1, 9),
                said(PHONE, UNKNOWN, 1, 4),
                said(PHONE, FAILED, 1, 5),
                said(PHONE, DISPATCHED, 2, 6),
                said(PHONE, DELIVERED, 2, 7),
                said("user_c", DELIVERED, 1, 8));
        MessageStatus expected = fold(updates.toArray(StatusUpdate[]::new));

        Random random = new Random(seed);
        List<StatusUpdate> shuffled = new ArrayList<>(updates);
        updates.forEach(update -> {
            if (random.nextBoolean()) {
                shuffled.add(update);
            }
        });
        Collections.shuffle(shuffled, random);
        MessageStatus state = fold(shuffled.toArray(StatusUpdate[]::new));

        assertThat(state)
                .usingRecursiveComparison()
                .ignoringFields("change", "revision")
                .isEqualTo(expected);
    }

    @Test
    void whatBecameOfTheFileStaysKnownWhateverIsSaidAfterwards() {
        StatusUpdate linked = named("wamid.1", 1, SentAs.LINK);
        StatusUpdate delivered = said(PHONE, DELIVERED, 1, 5);

        for (StatusUpdate[] order : new StatusUpdate[][] {{linked, delivered}, {delivered, linked}}) {
            MessageStatus state = fold(sent(PHONE), order[0], order[1]);

            assertThat(state.recipients().get(0).status()).isEqualTo(DELIVERED);
            assertThat(state.recipients().get(0).sentAs()).isEqualTo(SentAs.LINK);
        }
    }

    private static MessageStatus fold(StatusUpdate... updates) {
        MessageStatus first = StatusMachine.advance(null, updates[0]).get(0);
        return fold(first, Arrays.copyOfRange(updates, 1, updates.length));
    }

    private static MessageStatus fold(MessageStatus start, StatusUpdate... updates) {
        MessageStatus state = start;
        for (StatusUpdate update : updates) {
            List<MessageStatus> next = StatusMachine.advance(state, update);
            state = next.isEmpty() ? state : next.get(next.size() - 1);
        }
        return state;
    }

    private static StatusUpdate sent(String... recipients) {
        return new StatusUpdate(
                "m1", "c1", 1, "user_a", null, SENT, 1, AT, AT, Source.SEQUENCER, null, null, List.of(recipients));
    }

    private static StatusUpdate said(String recipient, DeliveryStatus status, int attempt, long seconds) {
        return new StatusUpdate(
                "m1",
                "c1",
                1,
                "user_a",
                recipient,
                status,
                attempt,
                AT.plusSeconds(seconds),
                AT,
                recipient.equals(PHONE) ? Source.PLATFORM : Source.INBOX,
                null,
                null,
                List.of());
    }

    private static StatusUpdate named(String providerMessageId, int attempt) {
        return named(providerMessageId, attempt, null);
    }

    private static StatusUpdate named(String providerMessageId, int attempt, @Nullable SentAs sentAs) {
        return new StatusUpdate(
                "m1",
                "c1",
                1,
                "user_a",
                PHONE,
                DISPATCHED,
                attempt,
                AT,
                AT,
                Source.CONNECTOR,
                providerMessageId,
                null,
                sentAs,
                List.of(),
                List.of());
    }
}
