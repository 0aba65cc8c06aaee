package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeliveryStatusTest {
    @Test
    void theOrderOfPrecedenceIsFrozenBecauseTablesAreWrittenWithIt() {
        assertThat(Arrays.stream(DeliveryStatus.values()).map(status -> status + " " + status.rank()))
                .containsExactly("SENT 0", "UNKNOWN 1", "DISPATCHED 2", "FAILED 3", "DELIVERED 4", "READ 5");
    }

    @Test
    void readImpliesDelivered() {
        assertThat(DeliveryStatus.READ.isAtLeast(DeliveryStatus.DELIVERED)).isTrue();
        assertThat(DeliveryStatus.DELIVERED.isAtLeast(DeliveryStatus.DELIVERED)).isTrue();
        assertThat(DeliveryStatus.FAILED.isAtLeast(DeliveryStatus.DELIVERED)).isFalse();
    }
}
