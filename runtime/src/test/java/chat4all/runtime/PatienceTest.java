package chat4all.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void triesAgainUntilTheServerAnswers() {
        var answer = Patience.await("the server", ConnectException.class::isInstance, () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new ConnectException("refused");
            }
            return "here";
        });

        assertThat(answer).isEqualTo("here");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void givesUpAtOnceOnAFailureThatWillNotPass() {
        assertThatThrownBy(() -> Patience.await("the server", ConnectException.class::isInstance, () -> {
                    attempts.incrementAndGet();
                    throw new IllegalArgumentException("no such user");
                }))
                .hasMessage("the server does not answer as it should: no such user");
        assertThat(attempts).hasValue(1);
    }
}
