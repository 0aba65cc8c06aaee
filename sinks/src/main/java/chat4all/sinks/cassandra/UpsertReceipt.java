package chat4all.sinks.cassandra;

import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

/** One recipient's state of a message. */
final class UpsertReceipt {
    private final PreparedStatement statement;

    UpsertReceipt(CqlSession session) {
        this.statement = session.prepare("""
                INSERT INTO receipts_by_message (message_id, recipient_id, user_id, channel, status, attempt, source,
                  sent_at, delivered_at, read_at, provider_message_id, error_code, error_detail, sent_as)
                VALUES (:message_id, :recipient_id, :user_id, :channel, :status, :attempt, :source,
                  :sent_at, :delivered_at, :read_at, :provider_message_id, :error_code, :error_detail, :sent_as)
                USING TIMESTAMP :written""");
    }

    BoundStatement bind(MessageStatus message, RecipientStatus recipient) {
        Row row = new Row(statement)
                .text("message_id", message.messageId())
                .text("recipient_id", recipient.recipientId())
                .text("user_id", recipient.userId())
                .text("status", recipient.status().name())
                .integer("attempt", recipient.attempt())
                .text("source", recipient.source().name())
                .time("sent_at", recipient.sentAt())
                .time("delivered_at", recipient.deliveredAt())
                .time("read_at", recipient.readAt())
                .text("provider_message_id", recipient.providerMessageId())
                .number("written", ReceiptTimestamp.of(message, recipient));
        return recipient.channel() == null
                ? row.bound()
                : onChannel(row, recipient).bound();
    }

    /** A later attempt has to take back what an earlier one said went wrong. */
    private static Row onChannel(Row row, RecipientStatus recipient) {
        var channel = recipient.channel();
        var error = recipient.error();
        var sentAs = recipient.sentAs();
        return row.text("channel", channel == null ? null : channel.prefix())
                .text("sent_as", sentAs == null ? null : sentAs.word())
                .textOrEmpty("error_code", error == null ? null : error.code())
                .textOrEmpty("error_detail", error == null ? null : error.detail());
    }
}
