package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the sending of one message to one contact has come, recorded before and after each call to the platform, so
 * that a crash between the two is seen as {@link State#UNKNOWN} and not guessed.
 *
 * @param messageId with {@code #} and the seq of the event behind it for a change of the message
 * @param attempt 1 for the first call
 * @param partsSent of a message that takes several parts, how many the platform has: the state is of the next one; null for 0
 * @param dueAt when a parked or retried attempt may go on
 * @param outboundOffset of the message in its outbound topic, so that a parked one can be read again
 */
public record ChannelAttempt(
        String messageId,
        String conversationId,
        long seq,
        String recipientId,
        Channel channel,
        String account,
        int attempt,
        @Nullable Integer partsSent,
        State state,
        Instant at,
        @Nullable Instant dueAt,
        @Nullable Long outboundOffset,
        @Nullable String providerMessageId,
        @Nullable StatusError error) {
    public ChannelAttempt {
        requireNonNull(messageId, "message_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(recipientId, "recipient_id");
        requireNonNull(channel, "channel");
        requireNonNull(account, "account");
        requireNonNull(state, "state");
        requireNonNull(at, "at");
    }

    /** The key of {@code channel-attempts}: one send, whatever becomes of it. */
    public static String key(String messageId, String recipientId) {
        return messageId + "|" + recipientId;
    }

    /** The states of a send, in the order they can be reached. */
    public enum State {
        PLANNED,
        DISPATCHING,
        PARKED,
        SENT,
        UNKNOWN,
        FAILED
    }
}
