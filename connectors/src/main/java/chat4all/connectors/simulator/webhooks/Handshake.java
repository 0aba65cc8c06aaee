package chat4all.connectors.simulator.webhooks;

import chat4all.runtime.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What Meta does when a webhook's address is entered: asks it to give back a challenge. */
public record Handshake(URI address, Secret verifyToken) {
    private static final String CHALLENGE = "1158201444";

    /** The status (0 without an answer), and whether the challenge came back and nothing else. */
    public record Outcome(String url, int status, boolean verified) {}

    public Outcome perform() {
        var token = URLEncoder.encode(verifyToken.value(), StandardCharsets.UTF_8);
        var uri = URI.create(address + "?hub.mode=subscribe&hub.challenge=" + CHALLENGE + "&hub.verify_token=" + token);
        try {
            var request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            boolean verified = answer.statusCode() == 200 && answer.body().equals(CHALLENGE);
            return new Outcome(address.toString(), answer.statusCode(), verified);
        } catch (IOException e) {
            return new Outcome(address.toString(), 0, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(address.toString(), 0, false);
        }
    }
}
