package chat4all.edge.status;

import chat4all.edge.async.Polling;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Problems;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.DeliveryStatus;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/messages/{id}/status}; with {@code wait} (seconds, at most 60) the answer comes when the status has
 * gone beyond {@code after}, or beyond what it was, and at the latest when the time is over. Waiting holds no thread.
 */
final class StatusRoute implements Handler, AutoCloseable {
    static final int MAX_WAITERS = 1_000;
    private static final int MAX_WAIT_SECONDS = 60;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}");
    /** A thousand waiters then ask the topology a thousand times a second at most. */
    private static final Duration SLOWEST = Duration.ofSeconds(1);

    private static final Duration QUICKEST = Duration.ofMillis(30);

    private final Authentication authentication;
    private final StatusReader reader;
    private final Answers answers;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private volatile boolean closing;

    StatusRoute(Authentication authentication, StatusReader reader, Answers answers) {
        this.authentication = authentication;
        this.reader = reader;
        this.answers = answers;
    }

    @Override
    public void handle(Context context) {
        var caller = authentication.caller(context);
        var messageId = context.pathParam("id");
        var seconds = seconds(context.queryParam("wait"));
        var after = after(context.queryParam("after"));
        answers.later(
                context,
                () -> seconds == 0
                        ? reader.read(messageId, caller)
                        : waited(messageId, caller, Duration.ofSeconds(seconds), after),
                (to, view) -> Answers.json(to, 200, view));
    }

    private CompletableFuture<StatusView> waited(
            String messageId, String caller, Duration limit, Optional<DeliveryStatus> after) {
        if (!waiters.tryAcquire()) {
            throw ProblemException.of(429, "rate-limited", "Too many requests are waiting for a status.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        var last = new AtomicReference<@Nullable StatusView>();
        var beyond = new AtomicReference<>(after.orElse(null));
        return new Polling(limit, QUICKEST, SLOWEST)
                .until(() -> reader.read(messageId, caller).thenApply(view -> {
                    last.set(view);
                    beyond.compareAndSet(null, view.status());
                    return isBeyond(view.status(), beyond.get()) || closing ? Optional.of(view) : Optional.empty();
                }))
                .thenApply(found -> found.orElseGet(last::get))
                .whenComplete((view, failure) -> waiters.release());
    }

    private static boolean isBeyond(DeliveryStatus status, @Nullable DeliveryStatus other) {
        return other != null && status.rank() > other.rank();
    }

    private static int seconds(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        int seconds = SECONDS.matcher(text).matches() ? Integer.parseInt(text) : MAX_WAIT_SECONDS + 1;
        if (seconds > MAX_WAIT_SECONDS) {
            throw Problems.invalidParameter("wait", "must be a whole number of seconds, 0 to " + MAX_WAIT_SECONDS);
        }
        return seconds;
    }

    private static Optional<DeliveryStatus> after(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(DeliveryStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Problems.invalidParameter(
                        "after", "must be one of " + Arrays.toString(DeliveryStatus.values()))));
    }

    /** Whoever waits gets the current state. */
    @Override
    public void close() {
        closing = true;
    }
}
