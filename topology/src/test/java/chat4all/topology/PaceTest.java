package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();

    @Test
    void aLoneRecordIsCommittedAtOnce() {
        assertThat(pace.processed(0, 1)).isTrue();
        assertThat(pace.processed(25 * MILLI, 1)).isTrue();
        assertThat(pace.isDue(1_000 * MILLI)).isFalse();
    }

    @Test
    void recordsCloseTogetherShareACommit() {
        pace.processed(0, 1);

        assertThat(LongStream.rangeClosed(1, 9).filter(i -> pace.processed(i * MILLI, 1)))
                .isEmpty();
        assertThat(pace.isDue(10 * MILLI)).isFalse();
        assertThat(pace.isDue(11 * MILLI)).isTrue();
        assertThat(pace.isDue(30 * MILLI)).isFalse();
    }

    @Test
    void recordsThatHaveWaitedLongerWaitForMoreCompany() {
        pace.processed(0, 1);
        pace.processed(MILLI, 60);

        assertThat(pace.isDue(60 * MILLI)).isFalse();
        assertThat(pace.isDue(61 * MILLI)).isTrue();
    }

    @Test
    void noRecordWaitsForCompanyLongerThanTheLongestWait() {
        pace.processed(0, 60_000);

        assertThat(pace.isDue(99 * MILLI)).isFalse();
        assertThat(pace.isDue(100 * MILLI)).isTrue();
    }

    @Test
    void aSlowCommitIsNotTakenForTimeWaited() {
        pace.processed(0, 45);
        assertThat(pace.isDue(45 * MILLI)).isTrue();

        assertThat(pace.processed(95 * MILLI, 45)).isFalse();
        assertThat(pace.isDue(96 * MILLI)).isFalse();
        assertThat(pace.isDue(140 * MILLI)).isTrue();
    }

    @Test
    void afterAFloodALoneRecordIsCommittedAtOnceAgain() {
        LongStream.range(0, 1_000).forEach(i -> pace.processed(i * MILLI, 500));

        assertThat(pace.processed(2_000 * MILLI, 1)).isTrue();
    }

    @Test
    void clocksThatDisagreeMoveACommitWithinTheBoundsOnly() {
        pace.processed(0, -5_000);
        pace.processed(MILLI, -5_000);

        assertThat(pace.isDue(11 * MILLI)).isTrue();
    }
}
