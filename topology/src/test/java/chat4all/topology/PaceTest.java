package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();

    @Test
    void aLoneMessageIsCommittedAtOnce() {
        assertThat(pace.isTime(0)).isTrue();
        assertThat(pace.isTime(5 * MILLI)).isTrue();
    }

    @Test
    void withinFourMillisecondsThereIsOneCommit() {
        pace.isTime(0);

        assertThat(pace.isTime(3 * MILLI)).isFalse();
        assertThat(pace.isTime(4 * MILLI)).isTrue();
    }

    @Test
    void aFloodIsCommittedFortyTimesASecondAndAQuietTimeAtOnceAgain() {
        long commits = IntStream.range(0, 10_000)
                .filter(record -> pace.isTime(record * MILLI / 10))
                .count();
        assertThat(commits).isBetween(38L, 45L);

        long quiet = 2_000 * MILLI;
        IntStream.range(0, 4).forEach(record -> pace.isTime(quiet + record * 30L * MILLI));
        assertThat(pace.isTime(quiet + 125 * MILLI)).isTrue();
        assertThat(pace.isTime(quiet + 130 * MILLI)).isTrue();
    }
}
