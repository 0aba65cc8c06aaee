package chat4all.topology;

import chat4all.runtime.config.Secret;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.InternalApi;
import chat4all.schemas.Json;
import chat4all.topology.InteractiveQueries.Answer;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@link InternalApi} over HTTP: the owner answers, another instance forwards once; when the owner cannot be reached a
 * standby's copy is given, with the {@link CopyLag}, or {@code unknown}, in {@value #STALE_HEADER}. 503 means ask again,
 * never a guess: that a copy does not know a key says nothing.
 */
final class InternalRoutes {
    static final String STALE_HEADER = "X-Chat4All-Stale";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final InteractiveQueries queries;
    private final OwnerClient owners;
    private final CopyLag lag;
    private final Secret token;

    InternalRoutes(InteractiveQueries queries, OwnerClient owners, CopyLag lag, Secret token) {
        this.queries = queries;
        this.owners = owners;
        this.lag = lag;
        this.token = token;
    }

    /** One of the questions, asked of fresh or of stale stores. */
    private interface Query {
        Answer ask(Context context, boolean stale);
    }

    void register(JavalinConfig config) {
        config.routes.get(InternalApi.MESSAGE_STATUS, context -> answer(context, this::status));
        config.routes.get(InternalApi.CONVERSATION, context -> answer(context, this::conversation));
        config.routes.get(InternalApi.COMMAND, context -> answer(context, this::outcome));
    }

    private Answer status(Context context, boolean stale) {
        return queries.status(context.pathParam("id"), stale);
    }

    private Answer conversation(Context context, boolean stale) {
        return queries.conversation(context.pathParam("id"), stale);
    }

    private Answer outcome(Context context, boolean stale) {
        return queries.outcome(context.pathParam("id"), context.pathParam("command_id"), stale);
    }

    private void answer(Context context, Query query) {
        String candidate = context.header(InternalApi.TOKEN_HEADER);
        if (candidate == null || !token.matches(candidate)) {
            throw ProblemException.of(401, "unauthenticated", "the service token is missing or wrong");
        }
        Answer answer = query.ask(context, false);
        if (answer instanceof Answer.Elsewhere elsewhere && context.header(InternalApi.FORWARDED_HEADER) == null) {
            forward(context, elsewhere, query);
        } else {
            write(context, answer);
        }
    }

    private void forward(Context context, Answer.Elsewhere elsewhere, Query query) {
        String path = context.path();
        context.future(() -> owners.get(elsewhere.owner(), path)
                .handle((response, failure) -> owned(response, failure))
                .thenCompose(response -> {
                    if (response == null) {
                        return writeStale(context, elsewhere, query);
                    }
                    relay(context, response);
                    return CompletableFuture.completedFuture(null);
                }));
    }

    private static void relay(Context context, HttpResponse<byte[]> response) {
        context.status(response.statusCode())
                .contentType(response.headers().firstValue("Content-Type").orElse("application/json"))
                .result(response.body());
    }

    /** Null when the owner did not answer, or could not. */
    private static @Nullable HttpResponse<byte[]> owned(
            @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        return failure != null || response == null || response.statusCode() >= 500 ? null : response;
    }

    private CompletableFuture<Void> writeStale(Context context, Answer.Elsewhere elsewhere, Query query) {
        if (elsewhere.here().isEmpty()) {
            write(context, elsewhere);
            return CompletableFuture.completedFuture(null);
        }
        return lag.of(elsewhere.here().get()).thenAccept(behind -> {
            Answer answer = query.ask(context, true);
            if (answer instanceof Answer.Missing) {
                throw unavailable("the owner was not reached and the copy here may be behind");
            }
            context.header(STALE_HEADER, behind.isPresent() ? Long.toString(behind.getAsLong()) : "unknown");
            write(context, answer);
        });
    }

    private static void write(Context context, Answer answer) {
        if (answer instanceof Answer.Found found) {
            context.contentType("application/json").result(json(found.value()));
        } else if (answer instanceof Answer.Missing) {
            throw ProblemException.of(404, "not-found", "the topology does not know it");
        } else if (answer instanceof Answer.Unavailable unavailable) {
            throw unavailable(unavailable.reason());
        } else {
            throw unavailable("the instance that owns the key is another and was not reached");
        }
    }

    private static ProblemException unavailable(String reason) {
        return ProblemException.of(503, "unavailable", reason).retryAfter(RETRY_AFTER);
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
