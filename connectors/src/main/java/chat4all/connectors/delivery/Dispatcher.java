package chat4all.connectors.delivery;

import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.delivery.Preparation.Prepared;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.OutgoingChange;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.OutboundChange;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.StatusError;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries one send once. The attempt is written down before the call and its outcome after it, so that a crash in between
 * is found as what it is: unknown. An unknown outcome is never followed by another call.
 */
final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration AWAY_PAUSE = Duration.ofSeconds(1);
    /** Cassandra or the file store: only those wait who need it. */
    private static final SendOutcome AWAY =
            new SendOutcome.Throttled(SendOutcome.Scope.CONTACT, AWAY_PAUSE, new StatusError("unavailable", null));

    private static final double JITTER = 0.2;
    private static final int LANES_REMEMBERED = 100_000;

    private final Connector connector;
    private final Preparation preparation;
    private final PlatformIds ids;
    private final Mirror mirror;
    private final Journal journal;
    private final CallSpans spans;
    private final DeliveryConfig config;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    /** The last dispatch of each lane: what a receipt that speaks of everything before it walks back on. */
    private final Cache<LaneKey, String> last =
            Caffeine.newBuilder().maximumSize(LANES_REMEMBERED).build();
    /** Chats that have another id now, as the platform told. */
    private final Cache<String, String> moved =
            Caffeine.newBuilder().maximumSize(LANES_REMEMBERED).build();

    Dispatcher(Connector connector, Deliveries.Parts parts, Journal journal, DeliveryConfig config) {
        this.connector = connector;
        this.preparation = new Preparation(connector, parts.threads(), parts.ids(), parts.files());
        this.ids = parts.ids();
        this.mirror = new Mirror(connector.capabilities(), parts.ids());
        this.journal = journal;
        this.spans = new CallSpans(parts.tracing());
        this.config = config;
        this.clock = parts.clock();
        this.metrics = parts.metrics();
    }

    Step tryOnce(Send send, OutboundMessage message, ChannelAccount account, AccountGate gate) {
        if (message.at().plus(config.giveUpAfter()).isBefore(clock.instant())) {
            return giveUp(
                    send, message, account, new StatusError("expired", "waited longer than " + config.giveUpAfter()));
        }
        OutboundChange change = message.change();
        StatusError untold = change == null ? null : mirror.refusal(message, change);
        if (untold != null) {
            return fail(send, message, account, untold);
        }
        Duration wait = gate.admit(message.recipientId());
        if (!wait.isZero()) {
            return new Step.Wait(wait);
        }
        return change == null
                ? prepareAndCall(send, message, account, gate)
                : tell(send, message, change, account, gate);
    }

    /** A change of a message: telling it again does no harm, so that it is never unknown for a lost answer. */
    private Step tell(
            Send send, OutboundMessage message, OutboundChange change, ChannelAccount account, AccountGate gate) {
        Optional<OutgoingChange> told;
        try {
            told = mirror.prepare(message, change, account, address(message));
        } catch (RuntimeException e) {
            return away(send, message, gate, e);
        }
        if (told.isEmpty()) {
            gate.cancel();
            return Mirror.mayTurnUp(message, clock.instant())
                    ? new Step.Wait(AWAY_PAUSE)
                    : fail(send, message, account, new StatusError("message-unknown", "the platform has not taken it"));
        }
        journal.dispatching(send, message, account.id());
        int attempt = send.nextAttempt();
        send.attempted();
        Instant began = clock.instant();
        OutgoingChange telling = told.get();
        SendOutcome outcome = spans.around("change", send, message, attempt, () -> connector.change(account, telling));
        gate.record(message.recipientId(), outcome, Duration.between(began, clock.instant()));
        count(outcome);
        if (outcome instanceof SendOutcome.Accepted accepted) {
            journal.told(send, message, account.id(), attempt, accepted.providerMessageId());
            return new Step.Done();
        }
        return settle(send, message, account, attempt, outcome);
    }

    private static Step away(Send send, OutboundMessage message, AccountGate gate, RuntimeException why) {
        log.warn("{} waits for what is away: {}", send.key(), why.toString());
        gate.record(message.recipientId(), AWAY, Duration.ZERO);
        return new Step.Wait(AWAY_PAUSE);
    }

    private Step prepareAndCall(Send send, OutboundMessage message, ChannelAccount account, AccountGate gate) {
        Prepared prepared;
        try {
            prepared = preparation.prepare(message, account, send.partsSent());
        } catch (RuntimeException e) {
            return away(send, message, gate, e);
        }
        if (prepared instanceof Prepared.Impossible impossible) {
            gate.cancel();
            return fail(send, message, account, impossible.error());
        }
        if (prepared instanceof Prepared.Refused refused) {
            gate.record(message.recipientId(), refused.outcome(), Duration.ZERO);
            return settle(send, message, account, Math.max(1, send.nextAttempt() - 1), refused.outcome());
        }
        return call(send, message, account, gate, (Prepared.Ready) prepared);
    }

    private Step call(
            Send send, OutboundMessage message, ChannelAccount account, AccountGate gate, Prepared.Ready ready) {
        journal.dispatching(send, message, account.id());
        int attempt = send.nextAttempt();
        send.attempted();
        Instant began = clock.instant();
        OutgoingMessage outgoing = outgoing(send, message, attempt, ready);
        SendOutcome outcome = spans.around("send", send, message, attempt, () -> connector.send(account, outgoing));
        gate.record(message.recipientId(), outcome, Duration.between(began, clock.instant()));
        count(outcome);
        if (outcome instanceof SendOutcome.Accepted accepted) {
            return accepted(send, message, account, ready, dispatch(message, account, attempt, accepted, ready));
        }
        return settle(send, message, account, attempt, outcome);
    }

    private Step accepted(
            Send send,
            OutboundMessage message,
            ChannelAccount account,
            Prepared.Ready ready,
            ChannelDispatch dispatch) {
        if (ready.last()) {
            last.put(LaneKey.of(message), dispatch.providerMessageId());
            mirror.sent(message, dispatch.providerMessageId());
            journal.accepted(send, message, account.id(), dispatch.attempt(), dispatch);
            return new Step.Done();
        }
        send.partTaken();
        journal.partTaken(send, message, account.id(), dispatch.providerMessageId());
        remember(dispatch);
        return new Step.Wait(Duration.ZERO);
    }

    /** The last part's is remembered by whoever reads the dispatches; an earlier one's at once or not at all. */
    @SuppressWarnings("FutureReturnValueIgnored") // its failure is said, and nothing else follows from it
    private void remember(ChannelDispatch ofPart) {
        try {
            ids.remember(ofPart).whenComplete((remembered, e) -> {
                if (e != null) {
                    log.warn("answers to {} will not be known as such: {}", ofPart.providerMessageId(), e.toString());
                }
            });
        } catch (RuntimeException e) {
            log.warn("answers to {} will not be known as such: {}", ofPart.providerMessageId(), e.toString());
        }
    }

    /** An attempt that another process had begun and not ended. */
    void interrupted(Send send, OutboundMessage message, String account, int attempt) {
        journal.unknown(
                send,
                message,
                account,
                attempt,
                new StatusError("answer-lost", "the connector stopped during the call"));
    }

    /** No account of this installation reaches the recipient. */
    void unreachable(Send send, OutboundMessage message) {
        journal.failed(
                send,
                message,
                "",
                send.nextAttempt(),
                new StatusError(
                        "no-channel-account",
                        "no account of " + message.channel().prefix() + " to send through"));
    }

    private Step settle(Send send, OutboundMessage message, ChannelAccount account, int attempt, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Retry retry) {
            send.refused();
            return send.refusals() < config.maxAttempts()
                    ? again(send, message, account, backoff(send.refusals()), retry.error())
                    : giveUp(send, message, account, retry.error());
        }
        if (outcome instanceof SendOutcome.Throttled throttled) {
            Duration pause = throttled.pause() == null ? config.accountPause() : throttled.pause();
            return again(send, message, account, pause, throttled.error());
        }
        if (outcome instanceof SendOutcome.AccountUnusable unusable) {
            log.error("{} is refused by the platform: {}", account.key(), unusable.error());
            return again(send, message, account, config.accountPause(), unusable.error());
        }
        if (outcome instanceof SendOutcome.Moved to) {
            moved.put(message.recipientId(), to.to());
            return again(send, message, account, Duration.ZERO, new StatusError("moved", "to " + to.to()));
        }
        if (outcome instanceof SendOutcome.Unknown unknown) {
            journal.unknown(send, message, account.id(), attempt, unknown.error());
            return new Step.Done();
        }
        StatusError error = outcome instanceof SendOutcome.WindowClosed closed
                ? closed.error()
                : ((SendOutcome.Failed) outcome).error();
        journal.failed(send, message, account.id(), attempt, error);
        return new Step.Done();
    }

    private Step again(Send send, OutboundMessage message, ChannelAccount account, Duration pause, StatusError why) {
        journal.planned(send, message, account.id(), clock.instant().plus(pause), why);
        return new Step.Wait(pause);
    }

    private Step giveUp(Send send, OutboundMessage message, ChannelAccount account, StatusError why) {
        journal.spent(send, message, account.id(), Math.max(1, send.nextAttempt() - 1), why);
        return new Step.Done();
    }

    private Step fail(Send send, OutboundMessage message, ChannelAccount account, StatusError why) {
        journal.failed(send, message, account.id(), Math.max(1, send.nextAttempt() - 1), why);
        return new Step.Done();
    }

    private ChannelDispatch dispatch(
            OutboundMessage message,
            ChannelAccount account,
            int attempt,
            SendOutcome.Accepted accepted,
            Prepared.Ready ready) {
        return new ChannelDispatch(
                message.channel(),
                account.id(),
                accepted.chat(),
                accepted.providerMessageId(),
                last.getIfPresent(LaneKey.of(message)),
                message.messageId(),
                message.conversationId(),
                message.seq(),
                message.at(),
                message.senderId(),
                message.recipientId(),
                attempt,
                clock.instant(),
                ready.sentAs());
    }

    /** Only the last part's reference is the message's own, for only its receipts are the message's. */
    private OutgoingMessage outgoing(Send send, OutboundMessage message, int attempt, Prepared.Ready ready) {
        String reference = message.messageId() + "/" + attempt;
        return new OutgoingMessage(
                address(message),
                ready.part().text(),
                ready.part().media(),
                ready.last() ? reference : reference + "/" + (send.partsSent() + 1),
                ready.replyTo());
    }

    /** Where the contact is now, without the channel's prefix. */
    private String address(OutboundMessage message) {
        String now = moved.getIfPresent(message.recipientId());
        return now == null
                ? message.recipientId().substring(message.channel().prefix().length() + 1)
                : now;
    }

    private Duration backoff(int refusals) {
        long millis = config.backoff().toMillis() << Math.min(refusals - 1, 20);
        double jitter = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        return Duration.ofMillis((long) (Math.min(millis, config.maxBackoff().toMillis()) * jitter));
    }

    private void count(SendOutcome outcome) {
        metrics.counter("chat4all.sends", "channel", connector.channel().prefix(), "outcome", CallSpans.name(outcome))
                .increment();
    }
}
