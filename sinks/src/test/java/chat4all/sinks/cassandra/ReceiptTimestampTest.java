package chat4all.sinks.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.sinks.Events;
import chat4all.sinks.Statuses;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceiptTimestampTest {
    @Test
    void ordersStatesAsTheFoldDoes() {
        assertThat(LongStream.of(
                                of(DeliveryStatus.SENT, 1),
                                of(DeliveryStatus.UNKNOWN, 1),
                                of(DeliveryStatus.DISPATCHED, 1),
                                of(DeliveryStatus.FAILED, 1),
                                of(DeliveryStatus.SENT, 2),
                                of(DeliveryStatus.FAILED, 2),
                                of(DeliveryStatus.FAILED, 1_000_000),
                                of(DeliveryStatus.DELIVERED, 1),
                                of(DeliveryStatus.READ, 1))
                        .boxed()
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void staysWithinMinutesOfTheMessage() {
        assertThat(of(DeliveryStatus.READ, Integer.MAX_VALUE) - of(DeliveryStatus.SENT, 0))
                .isLessThan(300_000_000L);
    }

    private static long of(DeliveryStatus status, int attempt) {
        var recipient = new RecipientStatus(
                "telegram:1", Channel.TELEGRAM, status, attempt, Source.CONNECTOR, Events.AT, null, null, null, null);
        return ReceiptTimestamp.of(Statuses.of(status, recipient), recipient);
    }
}
