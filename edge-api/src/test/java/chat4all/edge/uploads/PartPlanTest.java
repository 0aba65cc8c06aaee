package chat4all.edge.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.runtime.files.ObjectStore.StoredPart;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartPlanTest {
    private static final long PART = 8 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, PART - 1, PART, PART + 1, 1L << 31, (1L << 31) + 1, 10_000L * 5 * 1024 * 1024})
    void cutsAnyFileIntoAtMost256PartsThatMakeItUp(long size) {
        var plan = PartPlan.of(size);

        assertThat(plan.parts()).isLessThanOrEqualTo(256);
        assertThat(plan.partSize()).isGreaterThanOrEqualTo(PART);
        assertThat(LongStream.rangeClosed(1, plan.parts())
                        .map(number -> plan.size((int) number))
                        .sum())
                .isEqualTo(size);
        assertThat(LongStream.rangeClosed(1, plan.parts()).allMatch(number -> plan.size((int) number) > 0))
                .isTrue();
    }

    @Test
    void namesWhatIsMissingAndWhatHasAnotherLength() {
        var plan = new PartPlan(25, 10);

        var come = List.of(new StoredPart(1, 10, "a"), new StoredPart(3, 6, "b"), new StoredPart(4, 1, "c"));

        assertThat(plan.missing(come)).containsExactly(2);
        assertThat(plan.wrong(come)).containsExactly(3, 4);
    }
}
