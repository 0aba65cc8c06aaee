package chat4all.connectors.delivery;

import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.delivery.Preparation.Prepared;
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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries one send once. The attempt is written down before the call and its outcome after it, so that a crash in between
 * is found as what it is: unknown.
 */
final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration AWAY_PAUSE = Duration.ofSeconds(1);
    /** Cassandra or the file store: only those wait who need it. */
    private static final SendOutcome AWAY =
            new SendOutcome.Throttled(SendOutcome.Scope.CONTACT, AWAY_PAUSE, new StatusError("unavailable", null));

    private static final int LANES_REMEMBERED = 100_000;

    private final Connector connector;
    private final Preparation preparation;
    private final PlatformIds ids;
    private final Mirror mirror;
    private final Addresses addresses = new Addresses();
    private final Aftermath aftermath;
    private final Journal journal;
    private final CallSpans spans;
    private final Duration giveUpAfter;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    /** The last dispatch of each lane: what a receipt that speaks of everything before it walks back on. */
    private final Cache<LaneKey, String> last =
            Caffeine.newBuilder().maximumSize(LANES_REMEMBERED).build();

    Dispatcher(Connector connector, Deliveries.Parts parts, Journal journal, DeliveryConfig config) {
        this.connector = connector;
        this.preparation = new Preparation(connector, parts.threads(), parts.ids(), parts.files());
        this.ids = parts.ids();
        this.mirror = new Mirror(connector.capabilities(), parts.ids());
        this.aftermath = new Aftermath(config, journal, addresses, parts.clock());
        this.journal = journal;
        this.spans = new CallSpans(parts.tracing());
        this.giveUpAfter = config.giveUpAfter();
        this.clock = parts.clock();
        this.metrics = parts.metrics();
    }

    Step tryOnce(Attempt attempt) {
        OutboundMessage message = attempt.message();
        if (message.at().plus(giveUpAfter).isBefore(clock.instant())) {
            return aftermath.giveUp(attempt, new StatusError("expired", "waited longer than " + giveUpAfter));
        }
        OutboundChange change = message.change();
        StatusError untold = change == null ? null : mirror.refusal(message, change);
        if (untold != null) {
            return aftermath.fail(attempt, untold);
        }
        Duration wait = attempt.gate().admit(message.recipientId());
        if (!wait.isZero()) {
            return new Step.Wait(wait);
        }
        return change == null ? prepareAndSend(attempt) : tell(attempt, change);
    }

    /** A change of a message: telling it again does no harm, so that it is never unknown for a lost answer. */
    private Step tell(Attempt attempt, OutboundChange change) {
        OutboundMessage message = attempt.message();
        Optional<OutgoingChange> told;
        try {
            told = mirror.prepare(message, change, attempt.account(), addresses.of(message));
        } catch (RuntimeException e) {
            return away(attempt, e);
        }
        if (told.isEmpty()) {
            attempt.gate().cancel();
            return Mirror.mayTurnUp(message, clock.instant())
                    ? new Step.Wait(AWAY_PAUSE)
                    : aftermath.fail(attempt, new StatusError("message-unknown", "the platform has not taken it"));
        }
        OutgoingChange telling = told.get();
        SendOutcome outcome = call("change", attempt, () -> connector.change(attempt.account(), telling));
        if (outcome instanceof SendOutcome.Accepted accepted) {
            journal.told(attempt.send(), message, attempt.accountId(), attempt.number(), accepted.providerMessageId());
            return new Step.Done();
        }
        return aftermath.of(attempt, outcome);
    }

    private Step prepareAndSend(Attempt attempt) {
        Prepared prepared;
        try {
            prepared = preparation.prepare(
                    attempt.message(), attempt.account(), attempt.send().partsSent());
        } catch (RuntimeException e) {
            return away(attempt, e);
        }
        if (prepared instanceof Prepared.Impossible impossible) {
            attempt.gate().cancel();
            return aftermath.fail(attempt, impossible.error());
        }
        if (prepared instanceof Prepared.Refused refused) {
            attempt.gate().record(attempt.message().recipientId(), refused.outcome(), Duration.ZERO);
            return aftermath.of(attempt, refused.outcome());
        }
        return send(attempt, (Prepared.Ready) prepared);
    }

    private static Step away(Attempt attempt, RuntimeException why) {
        log.warn("{} waits for what is away: {}", attempt.send().key(), why.toString());
        attempt.gate().record(attempt.message().recipientId(), AWAY, Duration.ZERO);
        return new Step.Wait(AWAY_PAUSE);
    }

    private Step send(Attempt attempt, Prepared.Ready ready) {
        OutgoingMessage outgoing = outgoing(attempt, ready);
        SendOutcome outcome = call("send", attempt, () -> connector.send(attempt.account(), outgoing));
        return outcome instanceof SendOutcome.Accepted accepted
                ? accepted(attempt, ready, dispatch(attempt, accepted, ready))
                : aftermath.of(attempt, outcome);
    }

    private SendOutcome call(String verb, Attempt attempt, Supplier<SendOutcome> call) {
        OutboundMessage message = attempt.message();
        journal.dispatching(attempt.send(), message, attempt.accountId());
        attempt.send().attempted();
        Instant began = clock.instant();
        SendOutcome outcome = spans.around(verb, attempt.send(), message, attempt.number(), call);
        attempt.gate().record(message.recipientId(), outcome, Duration.between(began, clock.instant()));
        metrics.counter("chat4all.sends", "channel", connector.channel().prefix(), "outcome", CallSpans.name(outcome))
                .increment();
        return outcome;
    }

    private Step accepted(Attempt attempt, Prepared.Ready ready, ChannelDispatch dispatch) {
        Send send = attempt.send();
        OutboundMessage message = attempt.message();
        if (ready.last()) {
            last.put(LaneKey.of(message), dispatch.providerMessageId());
            mirror.sent(message, dispatch.providerMessageId());
            journal.accepted(send, message, attempt.accountId(), dispatch.attempt(), dispatch);
            return new Step.Done();
        }
        send.partTaken();
        journal.partTaken(send, message, attempt.accountId(), dispatch.providerMessageId());
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

    private ChannelDispatch dispatch(Attempt attempt, SendOutcome.Accepted accepted, Prepared.Ready ready) {
        OutboundMessage message = attempt.message();
        return new ChannelDispatch(
                message.channel(),
                attempt.accountId(),
                accepted.chat(),
                accepted.providerMessageId(),
                last.getIfPresent(LaneKey.of(message)),
                message.messageId(),
                message.conversationId(),
                message.seq(),
                message.at(),
                message.senderId(),
                message.recipientId(),
                attempt.number(),
                clock.instant(),
                ready.sentAs());
    }

    /** Only the last part's reference is the message's own, for only its receipts are the message's. */
    private OutgoingMessage outgoing(Attempt attempt, Prepared.Ready ready) {
        OutboundMessage message = attempt.message();
        Send send = attempt.send();
        String reference = message.messageId() + "/" + send.nextAttempt();
        return new OutgoingMessage(
                addresses.of(message),
                ready.part().text(),
                ready.part().media(),
                ready.last() ? reference : reference + "/" + (send.partsSent() + 1),
                ready.replyTo());
    }
}
