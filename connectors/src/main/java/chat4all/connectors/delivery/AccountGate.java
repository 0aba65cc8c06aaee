package chat4all.connectors.delivery;

import chat4all.connectors.spi.Capabilities.Rate;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.SendOutcome;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Lets one account's calls through at the pace the platform allows: its published rates, the pauses it asks for, and a
 * circuit breaker that opens when most calls fail, or at once when the account is refused. Whoever is not let through is
 * told how long to wait; nothing is counted against a message that waits here.
 */
final class AccountGate {
    /** Contacts whose pace is kept in mind; a forgotten one had been silent for longest. */
    private static final int CONTACTS = 50_000;

    private static final int BREAKER_WINDOW = 20;
    private static final int BREAKER_LEAST_CALLS = 10;
    private static final int BREAKER_PROBES = 1;
    /** While one call finds out whether the account works again, the others ask again soon. */
    private static final Duration PROBE_UNDER_WAY = Duration.ofMillis(500);

    private final DeliveryConfig config;
    private final InstantSource clock;
    private final CircuitBreaker breaker;
    private final Bucket bucket;
    private final Rate contactRate;
    private final Cache<String, Bucket> contactBuckets =
            Caffeine.newBuilder().maximumSize(CONTACTS).build();
    private final Cache<String, Instant> contactPauses =
            Caffeine.newBuilder().maximumSize(CONTACTS).build();
    private volatile Instant pausedUntil = Instant.EPOCH;

    AccountGate(ChannelAccount account, Connector connector, DeliveryConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        bucket = bucket(connector.capabilities().perAccount());
        contactRate = connector.capabilities().perContact();
        breaker = CircuitBreaker.of(
                account.key(),
                CircuitBreakerConfig.custom()
                        .slidingWindow(BREAKER_WINDOW, BREAKER_LEAST_CALLS, SlidingWindowType.COUNT_BASED)
                        .waitDurationInOpenState(config.accountPause())
                        .permittedNumberOfCallsInHalfOpenState(BREAKER_PROBES)
                        .build());
    }

    /** Zero: call now, and tell {@link #record} what came of it. Otherwise how long to wait before asking again. */
    Duration admit(String contact) {
        Duration paused = untilEndOf(later(pausedUntil, contactPauses.get(contact, key -> Instant.EPOCH)));
        if (!paused.isZero()) {
            return paused;
        }
        Duration limited = config.rateLimits() ? withinRates(contact) : Duration.ZERO;
        if (!limited.isZero()) {
            return limited;
        }
        if (breaker.tryAcquirePermission()) {
            return Duration.ZERO;
        }
        return isOpen() ? config.accountPause() : PROBE_UNDER_WAY;
    }

    void record(String contact, SendOutcome outcome, Duration took) {
        if (outcome instanceof SendOutcome.AccountUnusable) {
            breaker.releasePermission();
            breaker.transitionToOpenState();
        } else if (outcome instanceof SendOutcome.Throttled throttled) {
            breaker.releasePermission();
            Duration pause = throttled.pause() == null ? config.accountPause() : throttled.pause();
            pause(contact, throttled.scope(), clock.instant().plus(pause));
        } else if (outcome instanceof SendOutcome.Retry || outcome instanceof SendOutcome.Unknown) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new PlatformFailure());
        } else {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** In place of {@link #record}, when there was no call after all. */
    void cancel() {
        breaker.releasePermission();
    }

    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    private void pause(String contact, SendOutcome.Scope scope, Instant until) {
        switch (scope) {
            case ACCOUNT -> pausedUntil = later(pausedUntil, until);
            case CONTACT -> contactPauses.put(contact, until);
        }
    }

    private Duration withinRates(String contact) {
        Bucket ofContact = contactBuckets.get(contact, key -> bucket(contactRate));
        long contactWait = ofContact.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
        if (contactWait > 0) {
            return Duration.ofNanos(contactWait);
        }
        long accountWait = bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
        if (accountWait > 0) {
            ofContact.addTokens(1);
        }
        return Duration.ofNanos(accountWait);
    }

    private Duration untilEndOf(Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Bucket bucket(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(1, rate.every()))
                .build();
    }

    /** What the breaker counts; nobody throws it. */
    private static final class PlatformFailure extends Exception {
        private static final long serialVersionUID = 1;

        PlatformFailure() {
            super(null, null, false, false);
        }
    }
}
