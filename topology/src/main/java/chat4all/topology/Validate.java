package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.Validation;
import chat4all.schemas.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** First step: the rules of {@link Validation}, for producers that did not come through the edge. */
final class Validate {
    private static final int MOST_NAMED = 5;

    private Validate() {}

    static Verdict<ConversationCommand> check(@Nullable String key, ConversationCommand command) {
        if (!command.conversationId().equals(key)) {
            return refused(command, RejectionCode.VALIDATION, "the record's key is not the conversation_id");
        }
        List<Violation> violations = Validation.check(command);
        if (violations.isEmpty()) {
            return new Verdict.Passed<>(command);
        }
        boolean recipientsOnly = violations.stream().allMatch(Violation::concernsRecipient);
        String detail = violations.stream()
                .limit(MOST_NAMED)
                .map(violation -> violation.pointer() + " " + violation.detail())
                .collect(Collectors.joining("; "));
        return refused(command, recipientsOnly ? RejectionCode.RECIPIENT_INVALID : RejectionCode.VALIDATION, detail);
    }

    /** Stamped with the intake time: a pure function of the record does not see the broker's. */
    private static Verdict<ConversationCommand> refused(
            ConversationCommand command, RejectionCode code, String detail) {
        return new Verdict.Refused<>(
                Refusal.of(command, code, detail, command.acceptedAt().toEpochMilli()));
    }
}
