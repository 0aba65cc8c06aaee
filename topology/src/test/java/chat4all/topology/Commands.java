package chat4all.topology;

import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.CreateConversation;
import chat4all.schemas.SendMessage;
import java.time.Instant;
import java.util.List;

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
        return new CreateConversation(
                id,
                conversation,
                creator,
                ConversationKind.GROUP,
                "Grupo",
                List.of(members),
                "f",
                Origin.CLIENT,
                Instant.EPOCH);
    }
}
