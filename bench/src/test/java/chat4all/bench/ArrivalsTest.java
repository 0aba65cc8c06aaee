package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long BEGAN = 1_000_000_000;

    private final CrowdSocket one = socket("one");
    private final CrowdSocket other = socket("other");

    @Test
    void tellsEachArrivalAndTheLastOneFromTheIntendedTime() {
        var arrivals = new Arrivals(1, 2);
        arrivals.expect("m", BEGAN);

        arrivals.message(one, "m", after(3));
        assertThat(arrivals.missing()).isEqualTo(1);
        arrivals.message(other, "m", after(40));

        assertThat(arrivals.awaitAll(0)).isTrue();
        assertThat(arrivals.each().getTotalCount()).isEqualTo(2);
        assertThat(arrivals.each().getMinValue()).isBetween(2_990L, 3_010L);
        assertThat(arrivals.last().getTotalCount()).isEqualTo(1);
        assertThat(arrivals.last().getMaxValue()).isBetween(39_900L, 40_100L);
    }

    @Test
    void aMessageThatReachesOneOfTwoIsMissing() {
        var arrivals = new Arrivals(1, 2);
        arrivals.expect("m", BEGAN);

        arrivals.message(one, "m", after(3));

        assertThat(arrivals.awaitAll(0)).isFalse();
    }

    @Test
    void whatIsToldOnceMoreIsNotCountedForWhatIsMissing() {
        var arrivals = new Arrivals(2, 1);
        arrivals.expect("m", BEGAN);
        arrivals.expect("n", BEGAN);

        arrivals.message(one, "m", after(3));
        arrivals.message(one, "m", after(4));

        assertThat(arrivals.missing()).isEqualTo(1);
        assertThat(arrivals.unexpected()).isEqualTo(1);
    }

    private static long after(long millis) {
        return BEGAN + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static CrowdSocket socket(String name) {
        var nowhere = URI.create("http://127.0.0.1:1");
        return new CrowdSocket(new Api(nowhere, nowhere), new Participant(name, name, ""), (by, content, nanos) -> {});
    }
}
