package chat4all.connectors.delivery;

import chat4all.runtime.config.Settings;
import java.time.Duration;

/**
 * How hard is tried.
 *
 * @param maxAttempts calls that a platform refused for a passing reason before the message fails
 * @param backoff pause after the first such refusal; doubles, up to {@code maxBackoff}, with jitter
 * @param giveUpAfter age at which a message that still waits fails
 * @param accountPause how long an account whose breaker is open is left alone
 * @param parkAfter a wait longer than this does not hold the topic's offset
 * @param concurrency calls of one account at a time
 * @param rateLimits whether the platforms' published rates are kept; off only against a simulator without limits
 */
public record DeliveryConfig(
        int maxAttempts,
        Duration backoff,
        Duration maxBackoff,
        Duration giveUpAfter,
        Duration accountPause,
        Duration parkAfter,
        int concurrency,
        boolean rateLimits) {

    public static DeliveryConfig from(Settings settings) {
        return new DeliveryConfig(
                settings.integer("CHAT4ALL_CONNECTORS_MAX_ATTEMPTS", 8, 1, 100),
                settings.duration("CHAT4ALL_CONNECTORS_BACKOFF", Duration.ofMillis(500)),
                settings.duration("CHAT4ALL_CONNECTORS_MAX_BACKOFF", Duration.ofMinutes(5)),
                settings.duration("CHAT4ALL_CONNECTORS_GIVE_UP_AFTER", Duration.ofDays(7)),
                settings.duration("CHAT4ALL_CONNECTORS_ACCOUNT_PAUSE", Duration.ofSeconds(10)),
                settings.duration("CHAT4ALL_CONNECTORS_PARK_AFTER", Duration.ofSeconds(2)),
                settings.integer("CHAT4ALL_CONNECTORS_CONCURRENCY", 16, 1, 256),
                settings.flag("CHAT4ALL_CONNECTORS_RATE_LIMITS", true));
    }
}
