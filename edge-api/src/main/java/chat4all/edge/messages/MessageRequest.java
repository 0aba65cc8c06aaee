package chat4all.edge.messages;

import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Validation;
import chat4all.schemas.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked to be sent, checked as far as it can be by itself.
 *
 * @param message without id and fingerprint, which {@link #command} fills in
 * @param clientId the client's own id, from the body or the header {@code Idempotency-Key}
 */
record MessageRequest(SendMessage message, @Nullable String clientId) {
    private static final String PLACEHOLDER = "msg_";
    private static final String TEXT = "text";

    /** Ends the request with every rule it breaks: 422 when all concern recipients or all channels, else 400. */
    static MessageRequest of(Fields fields, @Nullable String idempotencyKey, String sender) {
        var listed = fields.texts("recipients");
        var single = fields.optionalText("recipient_id");
        var sentBy = fields.optionalText("sender_id");
        var clientId = clientId(fields, idempotencyKey);
        var message = message(fields, sender, merged(listed, single), clientId);
        for (var violation : Validation.check(message)) {
            fields.refuse(pointer(violation.pointer(), listed.size()), violation.code(), violation.detail());
        }
        refuse(fields);
        if (sentBy != null && !sentBy.equals(sender)) {
            throw ProblemException.of(403, "sender-mismatch", "sender_id must be your own user id, or left out.");
        }
        return new MessageRequest(message, clientId);
    }

    /** @param type of the message, when the file that it carries has told it */
    SendMessage command(String messageId, String type) {
        return new SendMessage(
                messageId,
                clientId,
                message.conversationId(),
                message.senderId(),
                message.recipients(),
                message.channels(),
                message.content(),
                type,
                message.fileId(),
                message.replyTo(),
                message.metadata(),
                Fingerprint.of(message),
                Origin.CLIENT,
                message.acceptedAt());
    }

    private static SendMessage message(
            Fields fields, String sender, List<String> recipients, @Nullable String clientId) {
        var fileId = fields.optionalText("file_id");
        var content = fileId == null ? fields.text("content") : orElse(fields.optionalText("content"), "");
        return new SendMessage(
                PLACEHOLDER,
                clientId,
                fields.text("conversation_id"),
                sender,
                recipients,
                fields.texts("channels"),
                content,
                orElse(fields.optionalText("type"), TEXT),
                fileId,
                fields.optionalText("reply_to"),
                metadata(fields),
                "",
                Origin.CLIENT,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private static @Nullable String clientId(Fields fields, @Nullable String idempotencyKey) {
        var named = fields.optionalText("client_message_id");
        var alias = fields.optionalText("message_id");
        check(fields, "/client_message_id", named);
        check(fields, "/message_id", alias);
        check(fields, "Idempotency-Key", idempotencyKey);
        var given = Stream.of(named, alias, idempotencyKey)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        if (given.size() > 1) {
            var pointer = named != null ? "/client_message_id" : "/message_id";
            fields.refuse(pointer, Violation.INVALID, "the message is given two different ids");
        }
        return given.isEmpty() ? null : given.get(0);
    }

    private static void check(Fields fields, String pointer, @Nullable String clientId) {
        if (clientId != null && !Validation.CLIENT_ID.matcher(clientId).matches()) {
            fields.refuse(
                    pointer, Violation.INVALID, "must have 1 to 128 characters, none of them a control character");
        }
    }

    /** Numbers beyond a double's range would come back as a text. */
    private static @Nullable JsonNode metadata(Fields fields) {
        var metadata = fields.object("metadata");
        if (metadata != null && !isFinite(metadata)) {
            fields.refuse("/metadata", Violation.INVALID, "holds a number that is too large");
        }
        return metadata;
    }

    private static boolean isFinite(JsonNode node) {
        if (node.isFloatingPointNumber()) {
            return Double.isFinite(node.doubleValue());
        }
        for (var child : node) {
            if (!isFinite(child)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> merged(List<String> listed, @Nullable String single) {
        if (single == null || listed.contains(single)) {
            return listed;
        }
        var merged = new ArrayList<>(listed);
        merged.add(single);
        return merged;
    }

    /** Violations are told by the place in the merged list; the one behind the listed ones is recipient_id. */
    private static String pointer(String pointer, int listed) {
        return pointer.equals("/recipients/" + listed) ? "/recipient_id" : pointer;
    }

    private static void refuse(Fields fields) {
        var errors = fields.errors();
        var codes = errors.stream().map(FieldError::code).distinct().toList();
        if (codes.equals(List.of(Violation.RECIPIENT_INVALID))) {
            throw Problems.refused(codes.get(0), "A recipient cannot be addressed; see errors.", errors);
        }
        if (codes.equals(List.of(Violation.CHANNEL_UNKNOWN))) {
            throw Problems.refused(codes.get(0), "There is no such channel; see errors.", errors);
        }
        fields.finish();
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }
}
