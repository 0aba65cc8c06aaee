package chat4all.connectors.simulator.http;

import chat4all.connectors.simulator.faults.Effect;
import chat4all.connectors.simulator.faults.Faults;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Carries a call out and answers it, unless a fault says otherwise. Waiting takes real time, never a thread; a
 * connection whose answer is lost is closed at the end of the wait.
 */
public final class Exchange {
    private static final Duration HEAD_START = Duration.ofMillis(300);

    private final Faults faults;
    private final MeterRegistry meters;

    public Exchange(Faults faults, MeterRegistry meters) {
        this.faults = faults;
        this.meters = meters;
    }

    public void handle(Context context, Call call) {
        var effects = faults.on(call.platform(), call.target(), call.facts());
        var refused = effects.stream()
                .flatMap(effect -> refusal(effect, call.dialect()).stream())
                .findFirst();
        if (refused.isPresent()) {
            count(call, "fault");
            answer(context, refused.get(), waiting(effects));
        } else if (has(effects, Effect.DropConnection.class)) {
            count(call, "dropped");
            Connection.of(context).close();
        } else {
            carryOut(context, call, effects);
        }
    }

    private void carryOut(Context context, Call call, List<Effect> effects) {
        var silence = effects.stream()
                .filter(Effect.NoAnswer.class::isInstance)
                .map(Effect.NoAnswer.class::cast)
                .findFirst();
        boolean accepted = silence.map(Effect.NoAnswer::accepted).orElse(true);
        boolean early = has(effects, Effect.StatusBeforeResponse.class);
        var answer = accepted ? work(call) : call.dialect().http(503);
        if (silence.isPresent()) {
            count(call, "unanswered");
            neverAnswer(context, silence.get().patience());
            return;
        }
        count(call, Integer.toString(answer.status()));
        answer(context, answer, early ? waiting(effects).plus(HEAD_START) : waiting(effects));
    }

    private static Answer work(Call call) {
        try {
            return call.work().get();
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private static void answer(Context context, Answer answer, Duration wait) {
        if (wait.isZero()) {
            answer.writeTo(context);
            return;
        }
        Connection.of(context).outlive(wait);
        context.future(() -> after(wait).thenRun(() -> answer.writeTo(context)));
    }

    private static void neverAnswer(Context context, Duration patience) {
        var connection = Connection.of(context);
        connection.outlive(patience);
        context.future(() -> after(patience).thenRun(connection::close));
    }

    private static CompletableFuture<Void> after(Duration wait) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Duration waiting(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Slow.class::isInstance)
                .map(effect -> ((Effect.Slow) effect).by())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean has(List<Effect> effects, Class<? extends Effect> kind) {
        return effects.stream().anyMatch(kind::isInstance);
    }

    private static Optional<Answer> refusal(Effect effect, Dialect dialect) {
        if (effect instanceof Effect.Http http) {
            return Optional.of(dialect.http(http.status()));
        }
        if (effect instanceof Effect.PlatformError error) {
            return Optional.of(dialect.error(error.code(), error.subcode()));
        }
        if (effect instanceof Effect.RetryAfter retry) {
            return Optional.of(dialect.retryAfter(retry.seconds()));
        }
        if (effect instanceof Effect.TokenRevoked) {
            return Optional.of(dialect.tokenRevoked());
        }
        if (effect instanceof Effect.MigrateChat) {
            return Optional.of(dialect.migrated());
        }
        return effect instanceof Effect.MediaExpired ? Optional.of(dialect.mediaExpired()) : Optional.empty();
    }

    private void count(Call call, String outcome) {
        meters.counter(
                        "simulator.calls",
                        "platform",
                        call.platform().wire(),
                        "target",
                        call.target().wire(),
                        "outcome",
                        outcome)
                .increment();
    }
}
