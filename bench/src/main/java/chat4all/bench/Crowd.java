package chat4all.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many users, and their sockets. */
final class Crowd {
    /** How many sockets are opened together when haste is not what is measured. */
    private static final int TOGETHER = 100;

    private static final int TRIES = 20;

    @Mixin
    private Platform platform = new Platform();

    @Option(
            names = "--signing-key",
            description =
                    "the installation's own key (a JSON Web Key): tokens are signed instead of asked for, and users"
                            + " who only listen need no account")
    private @Nullable Path signingKey;

    private final String run = Long.toString(System.currentTimeMillis(), 36);

    Platform platform() {
        return platform;
    }

    String run() {
        return run;
    }

    /** People with an account. */
    List<Participant> people(int count) {
        System.err.println("registering " + count + " users");
        return new People(platform.client(), signingKey == null ? null : Tokens.signedWith(signingKey))
                .register(run, count);
    }

    /** Users who only listen: made up, with a key to sign their tokens, or else with an account each. */
    List<Participant> listeners(int count) {
        if (signingKey == null) {
            return people(count);
        }
        var tokens = Tokens.signedWith(signingKey);
        return IntStream.range(0, count)
                .mapToObj(n -> "user_idle_" + run + "_" + n)
                .map(userId -> new Participant(userId, userId, tokens.of(userId)))
                .toList();
    }

    static List<CrowdSocket> sockets(Api client, List<Participant> people, CrowdSocket.Heard heard) {
        return people.stream()
                .map(participant -> new CrowdSocket(client, participant, heard))
                .toList();
    }

    /** Some at a time; returns when all are caught up. */
    void connect(List<CrowdSocket> sockets) {
        for (int from = 0; from < sockets.size(); from += TOGETHER) {
            connectAtOnce(sockets.subList(from, Math.min(sockets.size(), from + TOGETHER)));
        }
    }

    /** All at once; returns when all are caught up, and how often one had to try again. */
    int connectAtOnce(List<CrowdSocket> sockets) {
        List<CompletableFuture<Void>> connecting = new ArrayList<>();
        var again = new AtomicInteger();
        sockets.forEach(socket -> connecting.add(socket.connectPatiently(TRIES, again::incrementAndGet)));
        try {
            CompletableFuture.allOf(connecting.toArray(CompletableFuture[]::new))
                    .join();
            return again.get();
        } catch (CompletionException e) {
            throw new ApiException("Of " + sockets.size() + " sockets not all can be opened at " + platform.socket()
                    + ": " + e.getCause() + "\nEach takes a file here and one there: see ulimit -n.");
        }
    }
}
