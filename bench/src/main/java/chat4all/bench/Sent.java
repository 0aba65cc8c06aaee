package chat4all.bench;

import org.jspecify.annotations.Nullable;

/**
 * A message that was sent.
 *
 * @param messageId from the 202; null when none came, and the message may or may not have been taken
 * @param startedNanos when its first attempt began
 * @param ackedNanos when the 202 came; {@link Long#MAX_VALUE} when none did
 */
record Sent(
        long number,
        String conversationId,
        String recipient,
        @Nullable String messageId,
        long startedNanos,
        long ackedNanos) {

    boolean accepted() {
        return messageId != null;
    }
}
