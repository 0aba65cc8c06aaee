package chat4all.connectors.delivery;

import chat4all.connectors.kafka.TopicWriter;
import chat4all.schemas.ChannelAttempt;
import chat4all.schemas.ChannelAttempt.State;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how far a send has come, in {@code channel-attempts} beside the outbound record's partition, and what
 * follows from it for the rest of the platform. Each method returns when all in-sync replicas have it, however long
 * Kafka is away; only the end of the process interrupts the waiting.
 */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TopicWriter writer;
    private final InstantSource clock;

    Journal(TopicWriter writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Before the call: whoever finds this after a crash knows that the call may have been made. */
    void dispatching(Send send, OutboundMessage message, String account) {
        write(() -> attempt(send, message, account, send.nextAttempt(), State.DISPATCHING, null, null, null));
    }

    void accepted(Send send, OutboundMessage message, String account, int attempt, ChannelDispatch dispatch) {
        write(() -> CompletableFuture.allOf(
                writer.append(Topics.CHANNEL_DISPATCHES, dispatch.key(), dispatch, send.traceparent()),
                attempt(send, message, account, attempt, State.SENT, null, dispatch.providerMessageId(), null)));
    }

    /** The platform knows of a change; of the message itself nothing new is known by that. */
    void told(Send send, OutboundMessage message, String account, int attempt, String providerMessageId) {
        write(() -> attempt(send, message, account, attempt, State.SENT, null, providerMessageId, null));
    }

    /** The next call, not made yet. */
    void planned(Send send, OutboundMessage message, String account, Instant dueAt, @Nullable StatusError why) {
        write(() -> attempt(send, message, account, send.nextAttempt(), State.PLANNED, dueAt, null, why));
    }

    /** The platform has a part of the message; the next one is not called for yet. */
    void partTaken(Send send, OutboundMessage message, String account, String providerMessageId) {
        Instant now = clock.instant();
        write(() -> attempt(send, message, account, send.nextAttempt(), State.PLANNED, now, providerMessageId, null));
    }

    void parked(Send send, OutboundMessage message, String account, Instant dueAt) {
        write(() -> attempt(send, message, account, send.nextAttempt(), State.PARKED, dueAt, null, null));
    }

    void unknown(Send send, OutboundMessage message, String account, int attempt, StatusError why) {
        ended(send, message, account, attempt, State.UNKNOWN, DeliveryStatus.UNKNOWN, why);
    }

    void failed(Send send, OutboundMessage message, String account, int attempt, StatusError why) {
        ended(send, message, account, attempt, State.FAILED, DeliveryStatus.FAILED, why);
    }

    /** A call that another process had begun, and whose end nobody saw. */
    void interrupted(Send send, OutboundMessage message, String account, int attempt) {
        unknown(
                send,
                message,
                account,
                attempt,
                new StatusError("answer-lost", "the connector stopped during the call"));
    }

    /** No account of this installation reaches the recipient. */
    void unreachable(Send send, OutboundMessage message) {
        failed(
                send,
                message,
                "",
                send.nextAttempt(),
                new StatusError(
                        "no-channel-account",
                        "no account of " + message.channel().prefix() + " to send through"));
    }

    /** As {@link #failed}, for a message that was tried as often as may be: it is kept among the dead letters as well. */
    void spent(Send send, OutboundMessage message, String account, int attempt, StatusError why) {
        write(() -> writer.bury(
                Topics.outbound(message.channel()),
                send.partition(),
                send.offset(),
                message.conversationId(),
                message,
                why.detail() == null ? why.code() : why.code() + ": " + why.detail()));
        failed(send, message, account, attempt, why);
    }

    private void ended(
            Send send,
            OutboundMessage message,
            String account,
            int attempt,
            State state,
            DeliveryStatus status,
            StatusError why) {
        if (message.change() != null) {
            // The message is with the contact, whatever became of its change.
            write(() -> attempt(send, message, account, attempt, state, null, null, why));
            return;
        }
        StatusUpdate update = new StatusUpdate(
                message.messageId(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                message.recipientId(),
                status,
                attempt,
                clock.instant(),
                message.at(),
                StatusUpdate.Source.CONNECTOR,
                null,
                why,
                List.of());
        // The status first: found unended, the attempt is looked at again, and the status said again.
        write(() -> writer.append(Topics.STATUS_UPDATES, message.messageId(), update, send.traceparent())
                .thenCompose(said -> attempt(send, message, account, attempt, state, null, null, why)));
    }

    private CompletableFuture<Void> attempt(
            Send send,
            OutboundMessage message,
            String account,
            int attempt,
            State state,
            @Nullable Instant dueAt,
            @Nullable String providerMessageId,
            @Nullable StatusError error) {
        Topic<String, ChannelAttempt> topic = Topics.CHANNEL_ATTEMPTS;
        ChannelAttempt value = Send.state(
                message,
                send.offset(),
                account,
                attempt,
                send.partsSent(),
                state,
                clock.instant(),
                dueAt,
                providerMessageId,
                error);
        return writer.append(topic, send.partition().partition(), send.key(), value, send.traceparent());
    }

    private static void write(java.util.function.Supplier<CompletableFuture<Void>> append) {
        while (true) {
            try {
                append.get().join();
                return;
            } catch (CompletionException e) {
                log.warn("an attempt cannot be written down, trying on: {}", String.valueOf(e.getCause()));
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        }
    }
}
