package chat4all.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final CountDownLatch clientReads = new CountDownLatch(1);
    private final CountDownLatch writing = new CountDownLatch(1);
    private final Metrics metrics = Metrics.create("answers-test");
    /** One answer is written, one waits. */
    private final Answers answers = new Answers(1, 1, metrics.registry());

    private final HttpServer server = HttpServer.start(
            new HttpOptions("127.0.0.1", 0, 8, 1_024),
            Health.of(),
            metrics,
            config -> config.routes.get(
                    "/",
                    context -> answers.later(
                            context,
                            () -> CompletableFuture.supplyAsync(() -> "text"),
                            (to, text) -> write(() -> to.result(text)))));

    @AfterEach
    void close() {
        clientReads.countDown();
        server.close();
        answers.close();
        metrics.close();
    }

    @Test
    void refusesWithRetryAfterWhatWouldWaitBehindTooManyOthers() throws InterruptedException {
        var first = get();
        writing.await();
        var others = Stream.generate(this::get).limit(2).toList();
        await().until(() -> others.stream().anyMatch(CompletableFuture::isDone));

        clientReads.countDown();

        assertThat(first.join().statusCode()).isEqualTo(200);
        List<HttpResponse<String>> replies =
                others.stream().map(CompletableFuture::join).toList();
        assertThat(replies).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 503);
        assertThat(replies).filteredOn(reply -> reply.statusCode() == 503).allSatisfy(reply -> {
            assertThat(reply.headers().firstValue("Retry-After")).contains("1");
            assertThat(reply.body()).contains("\"code\":\"unavailable\"");
        });
        assertThat(metrics.scrape()).containsPattern("edge_answers_refused_total\\S* 1.0");
    }

    private void write(Runnable result) {
        writing.countDown();
        try {
            clientReads.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        result.run();
    }

    private CompletableFuture<HttpResponse<String>> get() {
        var uri = URI.create("http://127.0.0.1:" + server.port() + "/");
        return HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
