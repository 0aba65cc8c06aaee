package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("long")
@Order(3)
@ExtendWith(OnTheStack.class)
class SustainedLoadTest {
    private final Stack stack;

    SustainedLoadTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void aThousandMessagesASecondForAMinuteReconcile() {
        Command bench = stack.run("bench", "rate", "--rate", "1000", "--seconds", "60", "--users", "40");

        assertThat(bench.await(Duration.ofMinutes(6))).as(bench.output()).isZero();
    }
}
