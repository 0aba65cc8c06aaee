package chat4all.edge.auth;

import chat4all.edge.async.Outage;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords with Argon2id (19 MiB, two passes: OWASP's second choice). Each takes tens of milliseconds
 * of a core by intent, so they run on two threads behind a bounded queue; when it is full the answer is an outage.
 */
final class Passwords implements AutoCloseable {
    private static final Argon2Function FUNCTION = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int THREADS = 2;
    private static final int WAITING = 100;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                var thread = new Thread(task, "passwords");
                thread.setDaemon(true);
                return thread;
            });

    /** What an unknown user's password is compared with, so that it takes as long. */
    private final CompletableFuture<String> nobodys;

    Passwords() {
        pool.allowCoreThreadTimeOut(true);
        nobodys = hash("nobody's password");
    }

    CompletableFuture<String> hash(String password) {
        return onPool(
                () -> Password.hash(password).addRandomSalt(16).with(FUNCTION).getResult());
    }

    /** Takes the same time when there is no hash to compare with. */
    CompletableFuture<Boolean> matches(String password, @Nullable String hash) {
        if (hash == null) {
            return nobodys.thenCompose(other -> onPool(() -> check(password, other)))
                    .thenApply(equal -> false);
        }
        return onPool(() -> check(password, hash));
    }

    private static boolean check(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    private <T> CompletableFuture<T> onPool(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, pool);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new Outage("too many passwords are being checked"));
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
