package chat4all.connectors.delivery;

import chat4all.connectors.spi.SendOutcome;
import chat4all.schemas.StatusError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when a platform did not take a send: another try after a pause, or the end. Either is written down before
 * the step is returned. An unknown outcome is never followed by another try.
 */
final class Aftermath {
    private static final Logger log = LoggerFactory.getLogger(Aftermath.class);
    private static final double JITTER = 0.2;

    private final DeliveryConfig config;
    private final Journal journal;
    private final Addresses addresses;
    private final InstantSource clock;

    Aftermath(DeliveryConfig config, Journal journal, Addresses addresses, InstantSource clock) {
        this.config = config;
        this.journal = journal;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** @param outcome any but accepted */
    Step of(Attempt attempt, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Retry retry) {
            Send send = attempt.send();
            send.refused();
            return send.refusals() < config.maxAttempts()
                    ? again(attempt, backoff(send.refusals()), retry.error())
                    : giveUp(attempt, retry.error());
        }
        if (outcome instanceof SendOutcome.Throttled throttled) {
            Duration pause = throttled.pause() == null ? config.accountPause() : throttled.pause();
            return again(attempt, pause, throttled.error());
        }
        if (outcome instanceof SendOutcome.AccountUnusable unusable) {
            log.error("{} is refused by the platform: {}", attempt.account().key(), unusable.error());
            return again(attempt, config.accountPause(), unusable.error());
        }
        if (outcome instanceof SendOutcome.Moved to) {
            addresses.moved(attempt.message().recipientId(), to.to());
            return again(attempt, Duration.ZERO, new StatusError("moved", "to " + to.to()));
        }
        if (outcome instanceof SendOutcome.Unknown unknown) {
            journal.unknown(attempt.send(), attempt.message(), attempt.accountId(), attempt.number(), unknown.error());
            return new Step.Done();
        }
        return fail(
                attempt,
                outcome instanceof SendOutcome.WindowClosed closed
                        ? closed.error()
                        : ((SendOutcome.Failed) outcome).error());
    }

    /** The end of a message that was tried as often, or waited as long, as may be. */
    Step giveUp(Attempt attempt, StatusError why) {
        journal.spent(attempt.send(), attempt.message(), attempt.accountId(), attempt.number(), why);
        return new Step.Done();
    }

    /** The end of a message that no further try would help. */
    Step fail(Attempt attempt, StatusError why) {
        journal.failed(attempt.send(), attempt.message(), attempt.accountId(), attempt.number(), why);
        return new Step.Done();
    }

    private Step again(Attempt attempt, Duration pause, StatusError why) {
        journal.planned(
                attempt.send(),
                attempt.message(),
                attempt.accountId(),
                clock.instant().plus(pause),
                why);
        return new Step.Wait(pause);
    }

    private Duration backoff(int refusals) {
        long millis = config.backoff().toMillis() << Math.min(refusals - 1, 20);
        double jitter = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        return Duration.ofMillis((long) (Math.min(millis, config.maxBackoff().toMillis()) * jitter));
    }
}
