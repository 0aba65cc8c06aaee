package chat4all.edge.topology;

import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.Answer.Unavailable;
import chat4all.runtime.config.Secret;
import chat4all.schemas.CommandOutcome;
import chat4all.schemas.ConversationView;
import chat4all.schemas.InternalApi;
import chat4all.schemas.Json;
import chat4all.schemas.MessageStatus;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks topology instances, one after the other until one answers, beginning with the one that answered last. Never
 * fails: what cannot be had is {@link Unavailable}.
 */
public final class TopologyClient {
    private static final Logger log = LoggerFactory.getLogger(TopologyClient.class);
    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final Duration REQUEST = Duration.ofSeconds(1);
    private static final ObjectReader STATUS = Json.MAPPER.readerFor(MessageStatus.class);
    private static final ObjectReader OUTCOME = Json.MAPPER.readerFor(CommandOutcome.class);
    private static final ObjectReader VIEW = Json.MAPPER.readerFor(ConversationView.class);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final List<URI> instances;
    private final Secret token;
    private volatile int preferred;

    public TopologyClient(List<URI> instances, Secret token) {
        this.instances = List.copyOf(instances);
        this.token = token;
    }

    public CompletableFuture<Answer<MessageStatus>> status(String messageId) {
        return ask(InternalApi.MESSAGE_STATUS, messageId, STATUS);
    }

    public CompletableFuture<Answer<ConversationView>> conversation(String conversationId) {
        return ask(InternalApi.CONVERSATION, conversationId, VIEW);
    }

    /** Absent while the command is not decided. */
    public CompletableFuture<Answer<CommandOutcome>> outcome(String conversationId, String commandId) {
        return ask(InternalApi.COMMAND.replace("{command_id}", encoded(commandId)), conversationId, OUTCOME);
    }

    /** Whether an instance is ready. */
    public CompletableFuture<Boolean> isReady() {
        return send("/health/ready", preferred).handle((answer, failure) -> {
            if (failure == null && answer.statusCode() == 200) {
                return true;
            }
            preferred = (preferred + 1) % instances.size();
            return false;
        });
    }

    private <T> CompletableFuture<Answer<T>> ask(String route, String id, ObjectReader reader) {
        return ask(route.replace("{id}", encoded(id)), reader, preferred, 1);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private <T> CompletableFuture<Answer<T>> ask(String path, ObjectReader reader, int instance, int attempt) {
        return send(path, instance)
                .handle((answer, failure) ->
                        failure == null ? TopologyClient.<T>read(answer, reader) : new Unavailable<T>())
                .thenCompose(answer -> {
                    if (!(answer instanceof Unavailable)) {
                        preferred = instance;
                        return CompletableFuture.completedFuture(answer);
                    }
                    return attempt < instances.size()
                            ? ask(path, reader, (instance + 1) % instances.size(), attempt + 1)
                            : CompletableFuture.completedFuture(answer);
                });
    }

    private CompletableFuture<HttpResponse<byte[]>> send(String path, int instance) {
        var request = HttpRequest.newBuilder(instances.get(instance).resolve(path))
                .timeout(REQUEST)
                .header(InternalApi.TOKEN_HEADER, token.value())
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray());
    }

    private static <T> Answer<T> read(HttpResponse<byte[]> answer, ObjectReader reader) {
        int status = answer.statusCode();
        if (status == 404) {
            return new Absent<>();
        }
        try {
            if (status == 200) {
                return new Found<>(reader.<T>readValue(answer.body()));
            }
        } catch (IOException e) {
            log.error("The topology answered {} with what cannot be read", answer.uri(), e);
        }
        if (status != 200 && status != 503) {
            log.error("The topology answered {} with {}", answer.uri(), status);
        }
        return new Unavailable<>();
    }
}
