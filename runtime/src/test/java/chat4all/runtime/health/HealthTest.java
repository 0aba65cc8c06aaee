package chat4all.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void isReadyWithoutComponents() {
        assertThat(Health.of().ready()).isTrue();
    }

    @Test
    void countsANamedComponentAsDownUntilItRegisters() {
        var health = Health.of("kafka", "redis");
        health.register("kafka", () -> true);

        assertThat(health.ready()).isFalse();
        assertThat(health.components()).isEqualTo(Map.of("kafka", true, "redis", false));
    }

    @Test
    void countsAComponentAsDownWhoseCheckFails() {
        var health = Health.of();
        health.register("kafka", () -> {
            throw new IllegalStateException("closed");
        });

        assertThat(health.ready()).isFalse();
    }
}
