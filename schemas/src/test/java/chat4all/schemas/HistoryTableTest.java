package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistoryTableTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.000016Z");

    @Test
    void aBucketHoldsFiveThousandEvents() {
        assertThat(HistoryTable.bucketOf(1)).isZero();
        assertThat(HistoryTable.bucketOf(4_999)).isZero();
        assertThat(HistoryTable.bucketOf(5_000)).isEqualTo(1);
        assertThat(HistoryTable.bucketOf(9_999)).isEqualTo(1);
        assertThat(HistoryTable.bucketOf(1_000_000)).isEqualTo(200);
    }

    @Test
    void cellsAreWrittenAtTheMicrosecondOfTheirCause() {
        assertThat(HistoryTable.writeTimestamp(Instant.EPOCH)).isZero();
        assertThat(HistoryTable.writeTimestamp(AT)).isEqualTo(1_767_323_045_000_016L);
    }

    @Test
    void theHigherStatusWinsWhateverTheOrderOfWriting() {
        assertThat(Arrays.stream(DeliveryStatus.values()).map(status -> HistoryTable.statusTimestamp(AT, status)))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void noStatusReachesTheTimeOfTheNextEvent() {
        long next = HistoryTable.writeTimestamp(AT.plusNanos(16_000));

        assertThat(DeliveryStatus.values()).allSatisfy(status -> assertThat(HistoryTable.statusTimestamp(AT, status))
                .isLessThan(next));
    }
}
