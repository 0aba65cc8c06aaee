package chat4all.edge.conversations;

import chat4all.edge.commands.Stamp;
import chat4all.edge.http.Fields;
import chat4all.runtime.http.Problem;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.CreateConversation;
import chat4all.schemas.Validation;
import chat4all.schemas.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that a client asks for, checked as far as it can be by itself.
 *
 * @param conversationId the client's own, or none for one of the server's
 * @param members as the client named them
 * @param listedAs the field that does
 */
record CreateRequest(
        Optional<String> conversationId,
        ConversationKind kind,
        @Nullable String name,
        @Nullable String description,
        List<String> members,
        String listedAs) {
    private static final String UNNAMED = "unnamed";

    /** {@code POST /v1/groups}. */
    static CreateRequest group(Fields fields, String creator) {
        var name = fields.text("name");
        if (name.isBlank()) {
            fields.refuse("/name", Violation.MISSING, "must not be blank");
        }
        return new CreateRequest(
                        Optional.empty(),
                        ConversationKind.GROUP,
                        name,
                        fields.optionalText("description"),
                        fields.texts("initial_members"),
                        "initial_members")
                .checked(fields, creator);
    }

    /** {@code POST /v1/conversations}. */
    static CreateRequest conversation(Fields fields, String creator) {
        var kind = kind(fields);
        var members = fields.texts("members");
        var id = fields.optionalText("conversation_id");
        if (id != null && Validation.isReserved(id)) {
            fields.refuse("/conversation_id", Violation.INVALID, "begins as only the server's own ids do");
        }
        if (kind == ConversationKind.DIRECT
                && members.stream().filter(member -> !member.equals(creator)).count() != 1) {
            fields.refuse("/members", Violation.INVALID, "must name the one other user of a direct conversation");
        }
        return new CreateRequest(
                        Optional.ofNullable(id),
                        kind,
                        kind == ConversationKind.GROUP ? fields.optionalText("name") : null,
                        kind == ConversationKind.GROUP ? fields.optionalText("description") : null,
                        members,
                        "members")
                .checked(fields, creator);
    }

    /** The other of a pair. */
    String other(String creator) {
        return members.stream()
                .filter(member -> !member.equals(creator))
                .findFirst()
                .orElseThrow();
    }

    /** Where a member is named. */
    String pointer(String member) {
        return "/" + listedAs + "/" + members.indexOf(member);
    }

    CreateConversation command(String id, String creator, Stamp stamp) {
        return new CreateConversation(
                stamp.commandId(),
                id,
                creator,
                kind,
                name,
                description,
                members,
                stamp.fingerprint(),
                Origin.CLIENT,
                stamp.acceptedAt());
    }

    /** 422 when all that is wrong concerns members, else 400. */
    private CreateRequest checked(Fields fields, String creator) {
        var asked = command(conversationId.orElse(UNNAMED), creator, new Stamp(UNNAMED, "", Instant.EPOCH));
        for (var violation : Validation.check(asked)) {
            fields.refuse(
                    violation.pointer().replaceFirst("^/members", "/" + listedAs),
                    violation.code(),
                    violation.detail());
        }
        var errors = fields.errors();
        if (!errors.isEmpty() && errors.stream().allMatch(error -> error.code().equals(Violation.RECIPIENT_INVALID))) {
            var problem = Problem.of(422, Violation.RECIPIENT_INVALID, "A member is no user; see errors.");
            throw new ProblemException(
                    new Problem(problem.status(), problem.code(), problem.title(), problem.detail(), errors));
        }
        fields.finish();
        return this;
    }

    private static ConversationKind kind(Fields fields) {
        var type = fields.text("type");
        if (type.equals("direct")) {
            return ConversationKind.DIRECT;
        }
        if (!type.equals("group")) {
            fields.refuse("/type", Violation.INVALID, "must be direct or group");
        }
        return ConversationKind.GROUP;
    }
}
