package chat4all.connectors.simulator.webhooks;

import chat4all.connectors.simulator.world.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Posts webhooks and logs each attempt; answers within ten seconds whether it was taken (2xx). */
public final class Courier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 2_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final WebhookLog log;

    /** What came of an attempt; {@code retryAfter} in seconds when the receiver asked for a pause. */
    record Outcome(
            int status, @Nullable String body, @Nullable Long retryAfter) {
        boolean taken() {
            return status >= 200 && status < 300;
        }
    }

    public Courier(WebhookLog log) {
        this.log = log;
    }

    /** Sends once more what was sent before, byte for byte. */
    public void repeat(WebhookLog.Attempt before) {
        var parcel = new Parcel(before.id(), "", List.of(), false, before.attempt() + 1, before.at());
        var body = before.request().getBytes(StandardCharsets.UTF_8);
        var unused = post(before.platform(), parcel, URI.create(before.url()), before.headers(), body, Instant.now());
    }

    CompletableFuture<Outcome> post(
            Platform platform, Parcel parcel, URI address, Map<String, String> proof, byte[] body, Instant at) {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        proof.forEach(request::header);
        long start = System.nanoTime();
        return client.sendAsync(request.build(), BodyHandlers.ofString()).handle((response, failure) -> {
            long ms = (System.nanoTime() - start) / 1_000_000;
            var outcome = outcome(response);
            log.add(new WebhookLog.Attempt(
                    parcel.id(),
                    platform,
                    address.toString(),
                    parcel.attempt(),
                    at,
                    proof,
                    new String(body, StandardCharsets.UTF_8),
                    response == null ? null : Integer.valueOf(outcome.status),
                    outcome.body,
                    failure == null ? null : reason(failure),
                    ms));
            return outcome;
        });
    }

    private static Outcome outcome(@Nullable HttpResponse<String> response) {
        if (response == null) {
            return new Outcome(0, null, null);
        }
        var body = response.body();
        return new Outcome(
                response.statusCode(),
                body.substring(0, Math.min(body.length(), LONGEST_ANSWER)),
                response.headers()
                        .firstValue("Retry-After")
                        .filter(value -> value.matches("\\d{1,5}"))
                        .map(Long::valueOf)
                        .orElse(null));
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
