package chat4all.edge.http;

import chat4all.edge.async.Outage;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Answers that come later. They are written by threads of their own: a client that does not read must not hold up the
 * I/O thread of Kafka, Cassandra, Redis or the topology that brought its answer. When all of them are busy and a thousand
 * answers wait, the next is 503 with {@code Retry-After}; what was asked for may have been done, as after any 503.
 */
public final class Answers implements AutoCloseable {
    private static final int WRITERS = 16;
    /** With pages of at most 100 messages, some hundred megabytes when everything goes wrong at once. */
    private static final int WAITING = 1_024;

    private final Counter refused;
    private final ThreadPoolExecutor writers;

    public Answers(MeterRegistry registry) {
        this(WRITERS, WAITING, registry);
    }

    Answers(int threads, int waiting, MeterRegistry registry) {
        refused = Counter.builder("edge_answers_refused")
                .description("answers given up because too many others waited to be written")
                .register(registry);
        var count = new AtomicInteger();
        writers = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
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
                        writers)
                .exceptionally(failure -> {
                    throw busyOr(failure);
                }));
    }

    /** What a handler that blocks anyway has to know before it goes on; fails as {@link #later} does. */
    public static <T> T now(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw translated(e);
        }
    }

    /** Writes a value in the JSON of the API. */
    public static void json(Context context, int status, Object value) {
        try {
            context.status(status).contentType("application/json").result(Json.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The refusal is written by the thread that brought the answer: its few bytes fit into the connection's buffer. */
    private RuntimeException busyOr(Throwable failure) {
        if (failure instanceof RejectedExecutionException || failure.getCause() instanceof RejectedExecutionException) {
            refused.increment();
            return Problems.unavailable("Too many answers wait for clients to take them.");
        }
        return failure instanceof CompletionException known ? known : new CompletionException(failure);
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
