package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.bench.Load.Asked;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PhaseTest {
    @Test
    void keepsTheRateWhenEverythingOfferedIsAcceptedInTime() {
        var phase = phase(new Asked(1, 3), true);

        accept(phase, 3);

        assertThat(phase.shortfall()).isEmpty();
    }

    @Test
    void doesNotKeepItWhenAMessageIsNeverAnswered() {
        var phase = phase(new Asked(1, 3), true);

        accept(phase, 2);
        phase.failed();

        assertThat(phase.shortfall()).contains("3/s: 2 of 3 messages were accepted");
    }

    @Test
    void doesNotKeepItWhenTheLastReachesItsSocketLate() {
        var phase = phase(new Asked(1, 3), true);

        accept(phase, 3);
        phase.pushed(
                System.nanoTime(), System.nanoTime() + Duration.ofSeconds(4).toNanos());

        assertThat(phase.shortfall())
                .hasValueSatisfying(text -> assertThat(text).matches("3/s: 0\\.7/s carried of 1\\.0/s asked"));
    }

    @Test
    void warmsUpAtWhateverSpeedAsLongAsEverythingIsAccepted() {
        var phase = phase(new Asked(1_000_000_000, 3), false);

        accept(phase, 3);

        assertThat(phase.shortfall()).isEmpty();
    }

    @Test
    void asksNothingInAClosedLoop() {
        assertThat(phase(Asked.NOTHING, true).shortfall()).isEmpty();
    }

    private static Phase phase(Asked asked, boolean measured) {
        return new Phase(0, "3/s", measured, asked);
    }

    private static void accept(Phase phase, int messages) {
        for (int i = 0; i < messages; i++) {
            phase.accepted(System.nanoTime());
        }
        phase.ended();
    }
}
