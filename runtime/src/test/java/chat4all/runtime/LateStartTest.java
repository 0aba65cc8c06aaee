package chat4all.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LateStartTest {
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void triesAgainUntilItHasStartedAndClosesItOnce() {
        var late = LateStart.of("sample", () -> {
            if (tries.incrementAndGet() < 2) {
                throw new IllegalStateException("the server is away");
            }
            return closed::incrementAndGet;
        });
        await().until(() -> tries.get() == 2);

        late.close();
        late.close();

        await().until(() -> closed.get() == 1);
    }

    @Test
    void closingEndsTheTries() {
        var late = LateStart.of("sample", () -> {
            tries.incrementAndGet();
            throw new IllegalStateException("the server is away");
        });
        await().until(() -> tries.get() == 1);

        late.close();

        await().until(() -> threadsCalled("start-sample") == 0);
        assertThat(closed).hasValue(0);
    }

    @Test
    void whatStartsOnlyAfterTheClosingIsClosedAtOnce() {
        var goOn = new CountDownLatch(1);
        var late = LateStart.of("sample", () -> {
            tries.incrementAndGet();
            awaitUninterruptibly(goOn);
            return closed::incrementAndGet;
        });
        await().until(() -> tries.get() == 1);

        late.close();
        goOn.countDown();

        await().until(() -> closed.get() == 1);
    }

    private static long threadsCalled(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    /** As drivers do that cannot be interrupted while they connect. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException ignored) {
                // Asked again.
            }
        }
    }
}
