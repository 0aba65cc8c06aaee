package chat4all.topology;

import static org.awaitility.Awaitility.await;

import chat4all.runtime.config.Secret;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.schemas.InternalApi;
import chat4all.schemas.Json;
import chat4all.servers.Ports;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One instance of the topology inside the test's process, and what it answers over HTTP. */
final class Instance {
    static final String TOKEN = "service-token";

    /** Long enough for a machine that builds other things beside. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TopologyApp app;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Instance(TopologyApp app) {
        this.app = app;
    }

    static TopologyConfig config(Path stateDir, String name) {
        return config(stateDir, name, 0);
    }

    static TopologyConfig config(Path stateDir, String name, int standbys) {
        int port = Ports.random().s3();
        return new TopologyConfig(
                "127.0.0.1",
                port,
                "127.0.0.1:" + port,
                stateDir.resolve(name),
                1,
                name,
                standbys,
                false,
                Kafka.CONFIG,
                new Secret(TOKEN),
                Retention.STANDARD,
                TracingConfig.OFF);
    }

    void awaitReady() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> get("/health/ready").statusCode() == 200);
    }

    HttpResponse<String> status(String messageId, String... headers) {
        return ask("/internal/messages/" + messageId + "/status", headers);
    }

    HttpResponse<String> conversation(String conversationId, String... headers) {
        return ask("/internal/conversations/" + conversationId, headers);
    }

    HttpResponse<String> outcome(String conversationId, String commandId) {
        return ask("/internal/conversations/" + conversationId + "/commands/" + commandId);
    }

    /** Asks with the service token. */
    HttpResponse<String> ask(String path, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = InternalApi.TOKEN_HEADER;
        all[1] = TOKEN;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return get(path, all);
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                .timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        if (stopped.compareAndSet(false, true)) {
            app.close();
        }
    }
}
