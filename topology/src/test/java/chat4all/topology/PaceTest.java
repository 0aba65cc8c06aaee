package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();

    @Test
    void aLoneMessageIsCommittedAtOnce() {
        assertThat(pace.isTime(0, 1)).isTrue();
        assertThat(pace.isTime(25 * MILLI, 1)).isTrue();
    }

    @Test
    void messagesCloseTogetherLeaveItToTheInterval() {
        pace.isTime(0, 1);

        assertThat(LongStream.rangeClosed(1, 1_000).filter(i -> pace.isTime(i * 10 * MILLI, 1)))
                .isEmpty();
    }

    @Test
    void slowCommitsUnderLoadAreNotTakenForPauses() {
        pace.isTime(0, 1);

        assertThat(LongStream.rangeClosed(1, 1_000).filter(i -> pace.isTime(i * 50 * MILLI, 45)))
                .isEmpty();
    }

    @Test
    void afterAFloodALoneMessageIsCommittedAtOnceAgain() {
        LongStream.range(0, 1_000).forEach(i -> pace.isTime(i * MILLI, 500));

        assertThat(pace.isTime(2_000 * MILLI, 1)).isTrue();
    }
}
