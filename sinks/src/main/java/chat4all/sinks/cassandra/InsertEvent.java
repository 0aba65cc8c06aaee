package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData;
import chat4all.schemas.HistoryTable;
import chat4all.schemas.Json;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.fasterxml.jackson.core.JsonProcessingException;

/** An event's row without its status: a message in columns, any other event as JSON. */
final class InsertEvent {
    private static final int FIRST_REVISION = 0;

    private final PreparedStatement statement;

    InsertEvent(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, ordinal, at_us, actor, data,
                  message_id, client_message_id, recipients, content, message_type, file_id, reply_to, metadata, revision)
                VALUES (:conversation_id, :bucket, :seq, :type, :ordinal, :at_us, :actor, :data,
                  :message_id, :client_message_id, :recipients, :content, :message_type, :file_id, :reply_to, :metadata,
                  :revision)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(ConversationEvent event) {
        Row row = new Row(statement)
                .text("conversation_id", event.conversationId())
                .number("bucket", HistoryTable.bucketOf(event.seq()))
                .number("seq", event.seq())
                .text("type", EventData.typeOf(event.data()))
                .number("ordinal", event.ordinal())
                .number("at_us", HistoryTable.writeTimestamp(event.at()))
                .text("actor", event.actor())
                .number("written", HistoryTable.writeTimestamp(event.at()));
        if (event.data() instanceof EventData.MessageCreated message) {
            return bind(row, message);
        }
        return row.text("data", json(kept(event.data()))).bound();
    }

    /** The text and the file of a message are with the message alone. */
    private static EventData kept(EventData data) {
        if (data instanceof EventData.MessageEdited edited) {
            return new EventData.MessageEdited(edited.messageId(), edited.messageSeq(), null);
        }
        return data instanceof EventData.MessageDeleted deleted
                ? new EventData.MessageDeleted(deleted.messageId(), deleted.messageSeq())
                : data;
    }

    private static BoundStatement bind(Row row, EventData.MessageCreated message) {
        return row.text("message_id", message.messageId())
                .text("client_message_id", message.clientMessageId())
                .texts("recipients", message.recipients())
                .text("content", message.content())
                .text("message_type", message.messageType())
                .text("file_id", message.fileId())
                .text("reply_to", message.replyTo())
                .text("metadata", message.metadata() == null ? null : json(message.metadata()))
                .integer("revision", FIRST_REVISION)
                .bound();
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
