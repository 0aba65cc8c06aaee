package chat4all.sinks.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pausesGrowFromATenthOfASecondToFiveSeconds() {
        for (int i = 0; i < 100; i++) {
            assertThat(Backoff.STANDARD.pauseMillis(1)).isBetween(50L, 100L);
            assertThat(Backoff.STANDARD.pauseMillis(3)).isBetween(200L, 400L);
            assertThat(Backoff.STANDARD.pauseMillis(1_000)).isBetween(2_500L, 5_000L);
        }
    }
}
