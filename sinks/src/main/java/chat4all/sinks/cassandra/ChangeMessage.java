package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData.MessageChange;
import chat4all.schemas.EventData.MessageDeleted;
import chat4all.schemas.EventData.MessageEdited;
import chat4all.schemas.EventData.ReactionAdded;
import chat4all.schemas.EventData.ReactionRemoved;
import chat4all.schemas.HistoryTable;
import chat4all.schemas.Reactions;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Set;

/**
 * What an event does to the row of an earlier message. Cells carry the change's time, so the last change wins; a
 * deletion is a cell of its own, which nothing takes back.
 */
final class ChangeMessage {
    private final PreparedStatement edit;
    private final PreparedStatement delete;
    private final PreparedStatement addReaction;
    private final PreparedStatement removeReaction;

    ChangeMessage(CqlSession session) {
        this.edit = session.prepare(update("content = :content, edited_at = :at"));
        this.delete = session.prepare(
                update("content = null, file_id = null, metadata = null, reply_to = null, deleted_at = :at"));
        this.addReaction = session.prepare(update("reactions = reactions + :reactions"));
        this.removeReaction = session.prepare(update("reactions = reactions - :reactions"));
    }

    BoundStatement bind(ConversationEvent event, MessageChange change) {
        if (change instanceof MessageEdited edited) {
            return row(edit, event, change)
                    .text("content", edited.content())
                    .time("at", event.at())
                    .bound();
        }
        if (change instanceof MessageDeleted) {
            return row(delete, event, change).time("at", event.at()).bound();
        }
        if (change instanceof ReactionAdded added) {
            return reaction(addReaction, event, change, added.emoji());
        }
        return reaction(removeReaction, event, change, ((ReactionRemoved) change).emoji());
    }

    private static BoundStatement reaction(
            PreparedStatement statement, ConversationEvent event, MessageChange change, String emoji) {
        return row(statement, event, change)
                .textSet("reactions", Set.of(Reactions.entry(event.actor(), emoji)))
                .bound();
    }

    private static Row row(PreparedStatement statement, ConversationEvent event, MessageChange change) {
        return new Row(statement)
                .text("conversation_id", event.conversationId())
                .number("bucket", HistoryTable.bucketOf(change.messageSeq()))
                .number("seq", change.messageSeq())
                .number("written", HistoryTable.writeTimestamp(event.at()));
    }

    private static String update(String assignments) {
        return "UPDATE events_by_conversation USING TIMESTAMP :written SET " + assignments
                + " WHERE conversation_id = :conversation_id AND bucket = :bucket AND seq = :seq";
    }
}
