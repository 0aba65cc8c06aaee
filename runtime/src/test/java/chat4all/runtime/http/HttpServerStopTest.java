package chat4all.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.JavalinConfig;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerStopTest {
    /** Longer than Jetty lets an idle connection live once it stops. */
    private static final long SLOW_MILLIS = 1_500;

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ServedRoutes served = new ServedRoutes(this::routes);

    private void routes(JavalinConfig config) {
        config.routes.get("/slow", context -> {
            started.countDown();
            assertThat(mayEnd.await(10, TimeUnit.SECONDS)).isTrue();
            context.result("done");
        });
        config.routes.get("/slow-async", context -> {
            started.countDown();
            var later = CompletableFuture.delayedExecutor(SLOW_MILLIS, TimeUnit.MILLISECONDS);
            context.future(() -> CompletableFuture.runAsync(() -> context.result("done"), later));
        });
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void finishesRequestsInFlightWhenItStops() throws Exception {
        var answer = served.client.sendAsync(served.request("/slow").build(), BodyHandlers.ofString());
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        var closing = new Thread(served::close);
        closing.start();
        mayEnd.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
        closing.join(10_000);
        assertThat(closing.isAlive()).isFalse();
    }

    @Test
    void finishesAsynchronousRequestsInFlightWhenItStops() throws Exception {
        var answer = served.client.sendAsync(served.request("/slow-async").build(), BodyHandlers.ofString());
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        served.close();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
    }
}
