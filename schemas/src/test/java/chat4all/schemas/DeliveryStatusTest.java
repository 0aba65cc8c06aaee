package chat4all.schemas;

import static chat4all.schemas.DeliveryStatus.DELIVERED;
import static chat4all.schemas.DeliveryStatus.DISPATCHED;
import static chat4all.schemas.DeliveryStatus.FAILED;
import static chat4all.schemas.DeliveryStatus.READ;
import static chat4all.schemas.DeliveryStatus.SENT;
import static chat4all.schemas.DeliveryStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
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

    @Test
    void aMessageIsAsFarAsTheLastOfItsRecipientsInPublicWords() {
        assertThat(DeliveryStatus.whole(Stream.of(READ, DELIVERED))).isEqualTo(DELIVERED);
        assertThat(DeliveryStatus.whole(Stream.of(READ, FAILED))).isEqualTo(FAILED);
        assertThat(DeliveryStatus.whole(Stream.of(READ, DISPATCHED))).isEqualTo(SENT);
        assertThat(DeliveryStatus.whole(Stream.of(DELIVERED, UNKNOWN))).isEqualTo(SENT);
        assertThat(DeliveryStatus.whole(Stream.empty())).isEqualTo(DELIVERED);
    }
}
