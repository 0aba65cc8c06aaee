package chat4all.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

/** The simulated phones: what they show, and what their owners do. */
final class Phones {
    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI simulator;

    Phones(URI simulator) {
        this.simulator = simulator;
    }

    /** Returns the first file that the phone shows; looks again until there is one. */
    JsonNode awaitFile(String address) {
        long deadline = System.nanoTime() + Play.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (var shown :
                    json("/sim/assert/deliveries?user=" + Api.encoded(address)).path("deliveries")) {
                if (shown.has("file")) {
                    return shown.path("file");
                }
            }
            pause();
        }
        throw new ApiException(address + ": no file");
    }

    byte[] content(JsonNode file) {
        return send(request("/sim/files/" + file.path("id").asText()));
    }

    void reads(String address) {
        send(request("/sim/users/" + Api.encoded(address) + "/read").POST(BodyPublishers.ofString("{}")));
    }

    private JsonNode json(String path) {
        return Api.json(new String(send(request(path)), UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(simulator.resolve(path)).timeout(Play.PATIENCE);
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new ApiException(answer.uri() + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
