package chat4all.edge.http;

import chat4all.edge.async.Outage;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Answers that come later. They are written by threads of their own: a client that does not read must not hold up the
 * I/O thread of Kafka, Cassandra, Redis or the topology that brought its answer.
 */
public final class Answers implements AutoCloseable {
    private static final int WRITERS = 16;

    private final ThreadPoolExecutor writers;

    public Answers() {
        var count = new AtomicInteger();
        writers = new ThreadPoolExecutor(WRITERS, WRITERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "answer-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        writers.allowCoreThreadTimeOut(true);
    }

    public <T> void later(Context context, Supplier<CompletableFuture<T>> work, BiConsumer<Context, T> write) {
        context.future(() -> work.get()
                .handleAsync(
                        (value, failure) -> {
                            if (failure != null) {
                                throw translated(failure);
                            }
                            write.accept(context, value);
                            return value;
                        },
                        writers));
    }

    /** Writes a value in the JSON of the API. */
    public static void json(Context context, int status, Object value) {
        try {
            context.status(status).contentType("application/json").result(Json.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException translated(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Outage || cause instanceof TimeoutException) {
            return Problems.unavailable("A part of the service cannot answer now; nothing is wrong with the request.");
        }
        return cause instanceof RuntimeException expected ? expected : new CompletionException(cause);
    }

    @Override
    public void close() {
        writers.shutdown();
    }
}
