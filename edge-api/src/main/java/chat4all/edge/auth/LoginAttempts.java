package chat4all.edge.auth;

import chat4all.runtime.http.ProblemException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Bounds failed logins to ten a minute for each name from each address; a correct one costs nothing. An attempt is paid
 * before it is checked, so that many at once cannot pass together.
 */
final class LoginAttempts {
    private static final int A_MINUTE = 10;
    private static final int REMEMBERED = 100_000;

    private final Cache<Caller, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    /** Ends the request with 429 when there were too many. */
    Attempt begin(String username, String address) {
        var bucket = buckets.get(new Caller(username, address), caller -> bucket());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProblemException.of(429, "rate-limited", "Too many failed attempts for this name.")
                    .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        return new Attempt(bucket);
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(A_MINUTE).refillGreedy(A_MINUTE, Duration.ofMinutes(1)))
                .build();
    }

    /** A paid attempt. */
    record Attempt(Bucket bucket) {
        void succeeded() {
            bucket.addTokens(1);
        }
    }

    private record Caller(String username, String address) {}
}
