package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Order(3)
@ExtendWith(OnTheStack.class)
class KillTest {
    private final Stack stack;

    KillTest(Stack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @ValueSource(strings = {"topology", "sinks", "edge-api", "kafka", "cassandra"})
    void underLoadKillingAProcessLosesDoublesAndReordersNothing(String component) {
        int restarts = stack.component(component).path("restarts").asInt();
        try (TopicReader topics = new TopicReader(stack)) {
            Load load = Load.start(stack, topics);

            stack.kill(component);

            load.reconciles();
            stack.awaitUp(component);
            assertThat(stack.component(component).path("restarts").asInt()).isGreaterThan(restarts);
        }
    }
}
