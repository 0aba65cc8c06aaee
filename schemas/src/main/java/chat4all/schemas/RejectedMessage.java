package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that did not take place. Dropped repetitions are recorded here too, so that
 * {@code accepted = sequenced + duplicate + rejected + dead-lettered} can be audited from the topics alone.
 *
 * @param command the original; null for a repetition, and for one too large to be recorded
 */
public record RejectedMessage(
        String messageId,
        String conversationId,
        String senderId,
        RejectionCode code,
        String detail,
        Instant at,
        @Nullable ConversationCommand command) {
    public RejectedMessage {
        requireNonNull(messageId, "message_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(senderId, "sender_id");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
        requireNonNull(at, "at");
    }
}
