package chat4all.sinks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ReplaceThreadTest {
    private final RuntimeException cause = new IllegalStateException("expected by this test");

    @Test
    void pausesLongerWhenThreadsKeepDying() {
        var handler = new ReplaceThread("test", () -> false);

        long first = millis(handler);
        long second = millis(handler);

        assertThat(first).isGreaterThanOrEqualTo(200);
        assertThat(second).isGreaterThanOrEqualTo(400);
    }

    @Test
    void replacesNothingWhileClosing() {
        var handler = new ReplaceThread("test", () -> true);

        assertThat(handler.handle(cause)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    private long millis(ReplaceThread handler) {
        long began = System.nanoTime();
        assertThat(handler.handle(cause)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        return (System.nanoTime() - began) / 1_000_000;
    }
}
