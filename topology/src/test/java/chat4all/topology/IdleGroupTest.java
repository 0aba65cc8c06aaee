package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IdleGroupTest {
    @AutoClose
    private final Kafka kafka = new Kafka();

    @Test
    void stateIsNotBuiltAgainUnderAnInstanceThatRuns() {
        kafka.whileSomebodyIsInTheGroup(
                somebody -> assertThatThrownBy(() -> IdleGroup.await(Kafka.CONFIG, Duration.ofMillis(500)))
                        .isInstanceOf(LostStateException.class)
                        .hasMessageContaining(somebody));

        // It is a static member: stopped, but in the group until its session is over.
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> IdleGroup.await(Kafka.CONFIG, Instance.PATIENCE));
        kafka.forgetMembers();

        assertThat(waiting).succeedsWithin(Instance.PATIENCE);
    }
}
