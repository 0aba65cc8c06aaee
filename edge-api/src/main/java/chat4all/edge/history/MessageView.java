package chat4all.edge.history;

import chat4all.edge.cassandra.EventRow;
import chat4all.edge.files.AttachedFile;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.Person;
import chat4all.schemas.Reactions;
import chat4all.schemas.Reactions.Reaction;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients read it.
 *
 * @param recipientId the only recipient, null when there are several or none
 * @param file what is known of the file; left out while it cannot be read
 * @param clientMessageId shown to the sender alone
 * @param timestamp epoch milliseconds
 * @param deleted true when the content is gone, else left out
 */
public record MessageView(
        String messageId,
        String conversationId,
        @Nullable Long seq,
        String senderId,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String recipientId,
        List<String> recipients,
        @Nullable String content,
        @Nullable String type,
        @Nullable String fileId,
        @Nullable AttachedFile file,
        @Nullable String replyTo,
        @JsonRawValue @Nullable String metadata,
        @Nullable String clientMessageId,
        String status,
        long timestamp,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        @Nullable Instant editedAt,
        @Nullable Boolean deleted,
        @Nullable List<Reaction> reactions,
        @Nullable StatusError error)
        implements EntryView {

    public static MessageView of(String conversationId, EventRow row, @Nullable AttachedFile file, String caller) {
        return new MessageView(
                Objects.requireNonNull(row.messageId()),
                conversationId,
                row.seq(),
                row.actor(),
                only(row.recipients()),
                row.recipients(),
                row.isDeleted() ? "" : Objects.requireNonNullElse(row.content(), ""),
                Objects.requireNonNullElse(row.messageType(), "text"),
                row.isDeleted() ? null : row.fileId(),
                row.isDeleted() ? null : file,
                row.replyTo(),
                row.isDeleted() ? null : row.metadata(),
                row.actor().equals(caller) ? row.clientMessageId() : null,
                Objects.requireNonNullElse(row.status(), DeliveryStatus.SENT.name()),
                row.at().toEpochMilli(),
                row.deliveredAt(),
                row.readAt(),
                row.isDeleted() ? null : row.editedAt(),
                row.isDeleted() ? true : null,
                row.isDeleted() || row.reactions().isEmpty() ? null : Reactions.of(row.reactions()),
                null);
    }

    /** A message that the topology refused: it has no place and its content was not kept. */
    static MessageView rejected(MessageStatus status) {
        return new MessageView(
                status.messageId(),
                status.conversationId(),
                null,
                status.senderId(),
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                DeliveryStatus.FAILED.name(),
                status.createdAt().toEpochMilli(),
                null,
                null,
                null,
                null,
                null,
                status.error());
    }

    /** The same with what the topology knows of its status, where that is further than what was stored. */
    MessageView with(MessageStatus known) {
        var newer = known.status();
        if (newer == null || DeliveryStatus.valueOf(status).isAtLeast(newer)) {
            return this;
        }
        return new MessageView(
                messageId,
                conversationId,
                seq,
                senderId,
                recipientId,
                recipients,
                content,
                type,
                fileId,
                file,
                replyTo,
                metadata,
                clientMessageId,
                newer.name(),
                timestamp,
                newer.isAtLeast(DeliveryStatus.DELIVERED) ? latest(known, Person::deliveredAt) : deliveredAt,
                newer == DeliveryStatus.READ ? latest(known, Person::readAt) : readAt,
                editedAt,
                deleted,
                reactions,
                known.error());
    }

    /** The whole message has come so far when its last recipient has. */
    private static @Nullable Instant latest(MessageStatus status, Function<Person, @Nullable Instant> time) {
        return Person.of(status.recipients()).stream()
                .flatMap(person -> Stream.ofNullable(time.apply(person)))
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable String only(List<String> recipients) {
        return recipients.size() == 1 ? recipients.get(0) : null;
    }
}
