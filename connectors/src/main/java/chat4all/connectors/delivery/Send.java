package chat4all.connectors.delivery;

import chat4all.runtime.kafka.RecordSpans;
import chat4all.schemas.ChannelAttempt;
import chat4all.schemas.OutboundMessage;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one contact. Touched by one thread at a time: the one that holds its {@link Lane}. A parked
 * one lets go of the message itself, which is read again from its topic when its time has come.
 */
final class Send {
    private final TopicPartition partition;
    private final long offset;
    private final String key;
    private @Nullable OutboundMessage message;
    private @Nullable String traceparent;
    private int attempts;
    private int partsSent;
    private int refusals;
    private boolean parked;

    private Send(TopicPartition partition, long offset, String key, int attempts) {
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.attempts = attempts;
    }

    /**
     * @param attempts sendings made so far, by another process than this
     * @param partsSent parts of the message the platform has, likewise
     */
    static Send of(ConsumerRecord<String, OutboundMessage> record, int attempts, int partsSent) {
        OutboundMessage message = record.value();
        Send send = new Send(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                ChannelAttempt.key(message.sendId(), message.recipientId()),
                attempts);
        send.unpark(record);
        send.partsSent = partsSent;
        return send;
    }

    static Send parked(TopicPartition partition, long offset, ChannelAttempt attempt) {
        Send send = new Send(
                partition,
                offset,
                ChannelAttempt.key(attempt.messageId(), attempt.recipientId()),
                attempt.attempt() - 1);
        send.parked = true;
        send.partsSent = parts(attempt);
        return send;
    }

    static int parts(ChannelAttempt attempt) {
        Integer sent = attempt.partsSent();
        return sent == null ? 0 : sent;
    }

    TopicPartition partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    String key() {
        return key;
    }

    /** The message, unless it is parked. */
    @Nullable OutboundMessage message() {
        return message;
    }

    /** The trace that the message belongs to, unless it is parked or nobody said. */
    @Nullable String traceparent() {
        return traceparent;
    }

    void unpark(ConsumerRecord<String, OutboundMessage> read) {
        message = read.value();
        traceparent = RecordSpans.parent(read.headers());
    }

    /** From now on the offset is not held, and the message not kept. */
    void park() {
        parked = true;
        message = null;
        traceparent = null;
    }

    boolean isParked() {
        return parked;
    }

    /** Number of the call that is made next, from 1. */
    int nextAttempt() {
        return attempts + 1;
    }

    void attempted() {
        attempts++;
    }

    int partsSent() {
        return partsSent;
    }

    /** The platform has a part, and the next one goes by the same attempt. */
    void partTaken() {
        partsSent++;
        attempts--;
        refusals = 0;
    }

    /** How often in a row the platform has refused for a passing reason. */
    int refusals() {
        return refusals;
    }

    void refused() {
        refusals++;
    }

    /** State of this send as the topic of attempts holds it. */
    static ChannelAttempt state(
            OutboundMessage message,
            long offset,
            String account,
            int attempt,
            int partsSent,
            ChannelAttempt.State state,
            Instant at,
            @Nullable Instant dueAt,
            @Nullable String providerMessageId,
            chat4all.schemas.@Nullable StatusError error) {
        return new ChannelAttempt(
                message.sendId(),
                message.conversationId(),
                message.seq(),
                message.recipientId(),
                message.channel(),
                account,
                attempt,
                partsSent == 0 ? null : partsSent,
                state,
                at,
                dueAt,
                offset,
                providerMessageId,
                error);
    }
}
