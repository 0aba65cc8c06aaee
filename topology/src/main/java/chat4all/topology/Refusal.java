package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import java.time.Instant;
import java.util.Set;

/** Builds the records of what did not take place, bounded even where the command was not. */
final class Refusal {
    /** A repetition was recorded the first time; what is too large must not be written again. */
    private static final Set<RejectionCode> WITHOUT_COMMAND =
            Set.of(RejectionCode.DUPLICATE, RejectionCode.PAYLOAD_TOO_LARGE);

    private static final int LONGEST_ID = 256;

    private Refusal() {}

    static RejectedMessage of(ConversationCommand command, RejectionCode code, String detail, long timestampMillis) {
        return new RejectedMessage(
                bounded(command.commandId()),
                bounded(command.conversationId()),
                bounded(command.actor()),
                code,
                detail,
                Instant.ofEpochMilli(timestampMillis),
                WITHOUT_COMMAND.contains(code) ? null : command);
    }

    private static String bounded(String id) {
        return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
    }
}
