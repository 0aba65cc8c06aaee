package chat4all.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands for tests, ordinary but for the one field that the test is about. */
final class Commands {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private Commands() {}

    static SendMessage send(String content) {
        return message("conv_1", List.of("user_b"), List.of(), content, null, null);
    }

    static SendMessage withFile(String content, String fileId) {
        return message("conv_1", List.of("user_b"), List.of(), content, fileId, null);
    }

    static SendMessage to(List<String> recipients) {
        return message("conv_1", recipients, List.of(), "x", null, null);
    }

    static SendMessage over(List<String> channels) {
        return message("conv_1", List.of("user_b"), channels, "x", null, null);
    }

    static SendMessage in(String conversationId) {
        return message(conversationId, List.of("user_b"), List.of(), "x", null, null);
    }

    static SendMessage withMetadata(String json) throws JsonProcessingException {
        return withMetadata(Json.MAPPER.readTree(json));
    }

    static SendMessage withMetadata(JsonNode metadata) {
        return message("conv_1", List.of("user_b"), List.of(), "x", null, metadata);
    }

    static SendMessage wrongEverywhere() {
        return new SendMessage(
                "m 1",
                null,
                "c 1",
                "user_a",
                List.of("?"),
                List.of("fax"),
                "\ud83d",
                "Text",
                "f 1",
                "r 1",
                Json.MAPPER.getNodeFactory().textNode("x"),
                "f",
                ConversationCommand.Origin.CLIENT,
                AT);
    }

    static CreateConversation create(@Nullable String name, List<String> members) {
        return new CreateConversation(
                "cmd_1",
                "conv_1",
                "user_a",
                ConversationKind.GROUP,
                name,
                null,
                members,
                "f",
                ConversationCommand.Origin.CLIENT,
                AT);
    }

    static ChangeMember add(String commandId, String user) {
        return new ChangeMember(
                commandId,
                "group_1",
                "user_a",
                ChangeMember.Change.ADD,
                user,
                "f",
                ConversationCommand.Origin.CLIENT,
                AT);
    }

    static RenameConversation rename(String name) {
        return new RenameConversation("cmd_1", "group_1", "user_a", name, "f", ConversationCommand.Origin.CLIENT, AT);
    }

    private static SendMessage message(
            String conversationId,
            List<String> recipients,
            List<String> channels,
            String content,
            @Nullable String fileId,
            @Nullable JsonNode metadata) {
        return new SendMessage(
                "msg_1",
                null,
                conversationId,
                "user_a",
                recipients,
                channels,
                content,
                "text",
                fileId,
                null,
                metadata,
                "f",
                ConversationCommand.Origin.CLIENT,
                AT);
    }
}
