package chat4all.topology;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.CommandOutcome;
import chat4all.schemas.RejectionCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command that was seen before: its seq, or why it was refused.
 *
 * @param fingerprint of the fields the client sent; another one under the same id is a mistake
 * @param seq null when refused, and when built again from the input, which does not tell the outcome
 */
record DedupEntry(
        String fingerprint, @Nullable Long seq, @Nullable RejectionCode reason) {
    DedupEntry {
        requireNonNull(fingerprint, "fingerprint");
    }

    /** The command ids of one conversation lie in its partition, so the conversation is part of the key. */
    static String key(String conversationId, String commandId) {
        return conversationId + "|" + commandId;
    }

    CommandOutcome toOutcome() {
        return new CommandOutcome(fingerprint, seq, reason);
    }

    String outcome() {
        if (reason != null) {
            return "refused as " + reason.code();
        }
        return seq == null ? "of unknown outcome" : "accepted as seq " + seq;
    }
}
