package chat4all.topology;

import chat4all.schemas.ChangeMember;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.CreateConversation;
import chat4all.schemas.DeleteMessage;
import chat4all.schemas.EditMessage;
import chat4all.schemas.MessageRef;
import chat4all.schemas.React;
import chat4all.schemas.RenameConversation;
import chat4all.schemas.SendMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands as tests need them. */
final class Commands {
    private Commands() {}

    static SendMessage send(String id, String conversation, String sender, String... recipients) {
        return send(id, conversation, sender, "olá", Origin.CLIENT, recipients);
    }

    static SendMessage send(
            String id, String conversation, String sender, String content, Origin origin, String... recipients) {
        return new SendMessage(
                id,
                null,
                conversation,
                sender,
                List.of(recipients),
                List.of(),
                content,
                "text",
                null,
                null,
                null,
                Integer.toHexString(content.hashCode()),
                origin,
                Instant.EPOCH);
    }

    static CreateConversation create(String id, String conversation, String creator, String... members) {
        return create(id, conversation, creator, ConversationKind.GROUP, "Grupo", members);
    }

    static CreateConversation direct(String id, String conversation, String creator, String other) {
        return create(id, conversation, creator, ConversationKind.DIRECT, null, other);
    }

    static ChangeMember add(String id, String conversation, String actor, String user) {
        return change(id, conversation, actor, ChangeMember.Change.ADD, user);
    }

    static ChangeMember remove(String id, String conversation, String actor, String user) {
        return change(id, conversation, actor, ChangeMember.Change.REMOVE, user);
    }

    static ChangeMember promote(String id, String conversation, String actor, String user) {
        return change(id, conversation, actor, ChangeMember.Change.PROMOTE, user);
    }

    static RenameConversation rename(String id, String conversation, String actor, String name) {
        return new RenameConversation(id, conversation, actor, name, "f", Origin.CLIENT, Instant.EPOCH);
    }

    static EditMessage edit(String id, String conversation, String actor, MessageRef message, String content) {
        return edit(id, conversation, actor, message, content, Origin.CLIENT);
    }

    static EditMessage edit(
            String id, String conversation, String actor, MessageRef message, String content, Origin origin) {
        return new EditMessage(id, conversation, actor, message, content, "f", origin, Instant.EPOCH);
    }

    static DeleteMessage delete(String id, String conversation, String actor, MessageRef message) {
        return delete(id, conversation, actor, message, null);
    }

    static DeleteMessage delete(
            String id, String conversation, String actor, MessageRef message, @Nullable String fileId) {
        return new DeleteMessage(id, conversation, actor, message, fileId, "f", Origin.CLIENT, Instant.EPOCH);
    }

    static React react(
            String id, String conversation, String actor, MessageRef message, React.Change change, String emoji) {
        return react(id, conversation, actor, message, change, emoji, Origin.CLIENT);
    }

    static React react(
            String id,
            String conversation,
            String actor,
            MessageRef message,
            React.Change change,
            String emoji,
            Origin origin) {
        return new React(id, conversation, actor, message, change, emoji, "f", origin, Instant.EPOCH);
    }

    private static ChangeMember change(
            String id, String conversation, String actor, ChangeMember.Change change, String user) {
        return new ChangeMember(id, conversation, actor, change, user, "f", Origin.CLIENT, Instant.EPOCH);
    }

    private static CreateConversation create(
            String id,
            String conversation,
            String creator,
            ConversationKind kind,
            @Nullable String name,
            String... members) {
        return new CreateConversation(
                id, conversation, creator, kind, name, null, List.of(members), "f", Origin.CLIENT, Instant.EPOCH);
    }
}
