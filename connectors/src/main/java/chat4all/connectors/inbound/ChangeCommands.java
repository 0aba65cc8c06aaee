package chat4all.connectors.inbound;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.DeleteMessage;
import chat4all.schemas.EditMessage;
import chat4all.schemas.MessageRef;
import chat4all.schemas.React;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One contact's commands on one message; ids follow from the platform's.
 *
 * @param key of what the platform said, unique over all channels
 */
record ChangeCommands(String conversationId, String actor, MessageRef message, String key, Instant acceptedAt) {
    ConversationCommand edit(String text) {
        String id = id("edit");
        return new EditMessage(
                id, conversationId, actor, message, text, Commands.hash("edit\0" + text), Origin.PLATFORM, acceptedAt);
    }

    /** @param fileId the file the message carries */
    ConversationCommand delete(@Nullable String fileId) {
        String id = id("delete");
        return new DeleteMessage(
                id, conversationId, actor, message, fileId, Commands.hash("delete"), Origin.PLATFORM, acceptedAt);
    }

    ConversationCommand react(React.Change change, String emoji) {
        String what = change + "\0" + emoji;
        return new React(
                id(what),
                conversationId,
                actor,
                message,
                change,
                emoji,
                Commands.hash(what),
                Origin.PLATFORM,
                acceptedAt);
    }

    private String id(String what) {
        return "cmd_" + Commands.hash(key + "\0" + what);
    }
}
