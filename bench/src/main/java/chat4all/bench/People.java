package chat4all.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers users, a few at a time because hashing a password is meant to be slow, and pairs them. */
final class People {
    private static final int AT_A_TIME = 4;
    private static final int TRIES = 20;

    private final Api api;
    private final @Nullable Tokens tokens;

    People(Api api) {
        this(api, null);
    }

    /** With {@code tokens} nobody needs to log in. */
    People(Api api, @Nullable Tokens tokens) {
        this.api = api;
        this.tokens = tokens;
    }

    /** New users {@code bench_<run>_<n>}, each with a token. */
    List<Participant> register(String run, int count) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Participant>> registering = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                var username = "bench_" + run + "_" + n;
                registering.add(threads.submit(() -> register(username)));
            }
            List<Participant> people = new ArrayList<>();
            for (var participant : registering) {
                people.add(participant.get());
            }
            return people;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ApiException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** So many conversations, each of two neighbours; with more conversations than pairs the pairs have several. */
    static List<Talk> pair(String run, List<Participant> people, int conversations) {
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < conversations; i++) {
            int pair = i % (people.size() / 2);
            talks.add(new Talk("bench_" + run + "_" + i, people.get(2 * pair), people.get(2 * pair + 1)));
        }
        return talks;
    }

    private Participant register(String username) {
        var credentials = Map.of("username", username, "password", "bench-" + username);
        var answer = patiently(() -> api.post("/auth/register", credentials));
        // 409 is the second try of a registration whose answer was lost.
        var expected = answer.status() == 409 ? 409 : 201;
        var account = answer.expect(expected);
        if (tokens != null && expected == 201) {
            var userId = account.path("user_id").asText();
            return new Participant(username, userId, tokens.of(userId));
        }
        var token = patiently(() -> api.post("/auth/token", credentials)).expect(200);
        return new Participant(
                username,
                token.path("user_id").asText(),
                token.path("access_token").asText());
    }

    /** Tries again what may pass, at the pace the API asks for. */
    private Answer patiently(Supplier<CompletableFuture<Answer>> request) {
        for (int tries = 1; ; tries++) {
            try {
                var answer = request.get().join();
                if (!answer.passing() || tries == TRIES) {
                    return answer;
                }
                pause(answer.retryAfter());
            } catch (CompletionException e) {
                if (tries >= 3) {
                    throw new ApiException("The API cannot be reached at " + api.address() + ": " + e.getCause()
                            + "\nIs it running? ./chat4all up starts everything.");
                }
                pause(Duration.ZERO);
            }
        }
    }

    private static void pause(Duration asked) {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.max(300, asked.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
