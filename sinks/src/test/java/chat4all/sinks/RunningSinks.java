package chat4all.sinks;

import chat4all.runtime.tracing.TracingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The sinks' process inside the test's, and what its HTTP side says. */
final class RunningSinks implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final SinksApp app;

    RunningSinks(Path stateDirectory) {
        this(stateDirectory, TracingConfig.OFF);
    }

    RunningSinks(Path stateDirectory, TracingConfig tracing) {
        this.app = SinksApp.start(config(stateDirectory, tracing));
    }

    static SinksConfig config(Path stateDirectory, TracingConfig tracing) {
        return new SinksConfig(
                "127.0.0.1",
                0,
                Stack.KAFKA,
                Stack.CASSANDRA,
                Stack.SERVERS.redisUri(),
                stateDirectory,
                "sinks-test",
                tracing);
    }

    String ready() {
        return get("/health/ready");
    }

    /** The sum of a metric's lines, of those with the text in their labels. */
    double metric(String name, String label) {
        return Pattern.compile("^" + name + "\\{[^}]*" + label + "[^}]*} (\\S+)$", Pattern.MULTILINE)
                .matcher(get("/metrics"))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }

    @Override
    public void close() {
        app.close();
    }

    private String get(String path) {
        try {
            var uri = URI.create("http://127.0.0.1:" + app.port() + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
