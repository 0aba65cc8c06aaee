package chat4all.topology;

import chat4all.runtime.config.Secret;
import chat4all.schemas.InternalApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.state.HostInfo;

/** Passes a query on to the instance that owns its key, once. */
final class OwnerClient {
    private static final Duration CONNECT_WITHIN = Duration.ofMillis(300);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(800);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final Secret token;

    OwnerClient(Secret token) {
        this.token = token;
    }

    CompletableFuture<HttpResponse<byte[]>> get(HostInfo owner, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + owner.host() + ":" + owner.port() + path))
                .timeout(ANSWER_WITHIN)
                .header(InternalApi.TOKEN_HEADER, token.value())
                .header(InternalApi.FORWARDED_HEADER, "1")
                .build();
        return client.sendAsync(request, BodyHandlers.ofByteArray());
    }
}
