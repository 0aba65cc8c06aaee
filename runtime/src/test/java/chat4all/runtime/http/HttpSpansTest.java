package chat4all.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.runtime.health.Health;
import chat4all.runtime.metrics.Metrics;
import chat4all.runtime.tracing.Tracing;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.servers.SpanReceiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class HttpSpansTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final SpanReceiver receiver = SpanReceiver.start();
    private final Tracing tracing =
            Tracing.open("test", new TracingConfig(Optional.of(receiver.endpoint()), Optional.empty(), 1));
    private final Metrics metrics = Metrics.create("test");
    private final HttpServer server =
            HttpServer.start(new HttpOptions("127.0.0.1", 0, 8, 1_000), Health.of(), metrics, tracing, config -> {
                config.routes.get(
                        "/things/{id}",
                        context -> context.result(Trace.parent(context).orElse("") + " " + MDC.get("trace_id")));
                config.routes.get("/broken", context -> {
                    throw new IllegalStateException("segredo");
                });
                config.routes.get(
                        "/later",
                        context -> context.future(() -> CompletableFuture.supplyAsync(() -> {
                            throw ProblemException.of(404, "not-found", "Not there.");
                        })));
            });

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
        tracing.close();
        receiver.close();
    }

    @Test
    void namesTheSpanByTheRouteAndGivesItOnAsTheParent() throws Exception {
        var answer = get("/things/segredo?q=segredo").body().split(" ");

        await().until(() -> receiver.spans().size() == 1);
        var span = receiver.spans().get(0);
        assertThat(span.name()).isEqualTo("GET /things/{id}");
        assertThat(span.traceId()).isEqualTo(TRACE_ID);
        assertThat(span.attributes())
                .containsEntry("http.route", "/things/{id}")
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200");
        assertThat(answer[0]).isEqualTo(span.traceparent());
        assertThat(answer[1]).isEqualTo(TRACE_ID);
        assertThat(receiver.everything()).doesNotContain("segredo");
    }

    @Test
    void endsWithTheAnswerWhateverItIs() throws Exception {
        assertThat(get("/broken").body()).contains(TRACE_ID);
        assertThat(get("/later").statusCode()).isEqualTo(404);

        await().until(() -> receiver.spans().size() == 2);
        assertThat(receiver.spans())
                .extracting(span -> span.name() + " " + span.attributes().get("http.response.status_code") + " "
                        + span.attributes().get("error.type"))
                .containsExactly("GET /broken 500 500", "GET /later 404 null");
        assertThat(receiver.everything()).doesNotContain("segredo");
    }

    @Test
    void leavesOutProbesAndWhatHasNoHandler() throws Exception {
        get("/health");
        get("/metrics");
        get("/nowhere");
        get("/things/1");

        await().until(() -> !receiver.spans().isEmpty());
        assertThat(receiver.spans()).extracting(SpanReceiver.ReceivedSpan::name).containsExactly("GET /things/{id}");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
