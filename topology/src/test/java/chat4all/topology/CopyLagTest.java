package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.topology.CopyLag.Copy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class CopyLagTest {
    private static final Copy COPY = new Copy(Set.of("seq", "members"), 3);

    @Test
    void isThatOfTheStoreWhichIsFurthestBehind() {
        try (CopyLag lag = new CopyLag(() -> Map.of("seq", Map.of(3, 5L, 4, 90L), "members", Map.of(3, 7L)))) {
            assertThat(lag.of(COPY).join()).hasValue(7);
        }
    }

    @Test
    void isUnknownWhenTheBrokerRefusesToSay() {
        try (CopyLag lag = new CopyLag(() -> {
            throw new StreamsException("no broker");
        })) {
            assertThat(lag.of(COPY).join()).isEmpty();
        }
    }

    @Test
    void isUnknownWhenTheBrokerTakesTooLongAndSoForTheOnesBehind() {
        CountDownLatch broker = new CountDownLatch(1);
        try (CopyLag lag = new CopyLag(() -> {
            awaitQuietly(broker);
            return Map.of();
        })) {
            for (int i = 0; i < 100; i++) {
                var unused = lag.of(COPY);
            }

            assertThat(lag.of(COPY).join()).isEmpty();
            broker.countDown();
        }
    }

    @Test
    void isUnknownWhenThereIsNoCopyHere() {
        try (CopyLag lag = new CopyLag(Map::of)) {
            assertThat(lag.of(COPY).join()).isEmpty();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
