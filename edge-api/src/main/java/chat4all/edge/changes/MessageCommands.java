package chat4all.edge.changes;

import chat4all.edge.commands.Stamps;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.DeleteMessage;
import chat4all.schemas.EditMessage;
import chat4all.schemas.React;
import chat4all.schemas.React.Change;
import java.util.Optional;

/** One caller's commands on messages, named by the client's key when it sent one. */
record MessageCommands(Stamps stamps, String actor, Optional<String> key) {
    EditMessage edit(Target target, String content) {
        var stamp = stamps.stamp(actor, target.conversationId(), key, "edit", target.messageId(), content);
        return new EditMessage(
                stamp.commandId(),
                target.conversationId(),
                actor,
                target.ref(),
                content,
                stamp.fingerprint(),
                Origin.CLIENT,
                stamp.acceptedAt());
    }

    DeleteMessage delete(Target target) {
        var stamp = stamps.stamp(actor, target.conversationId(), key, "delete", target.messageId());
        return new DeleteMessage(
                stamp.commandId(),
                target.conversationId(),
                actor,
                target.ref(),
                target.row().fileId(),
                stamp.fingerprint(),
                Origin.CLIENT,
                stamp.acceptedAt());
    }

    React react(Target target, Change change, String emoji) {
        var stamp =
                stamps.stamp(actor, target.conversationId(), key, "react", change.name(), target.messageId(), emoji);
        return new React(
                stamp.commandId(),
                target.conversationId(),
                actor,
                target.ref(),
                change,
                emoji,
                stamp.fingerprint(),
                Origin.CLIENT,
                stamp.acceptedAt());
    }
}
