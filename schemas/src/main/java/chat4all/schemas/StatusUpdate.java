package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One observation about one message. Updates may come late, shuffled and repeated; the fold makes one state of them.
 *
 * <p>A platform that echoes our id of a message, but whose id we were never told, speaks for itself alone: the message's
 * conversation, sender and time are null then and seq is 0, for the fold knows them.
 *
 * @param recipientId whom it is about, as its source names them; null only in the first update and in a rejection
 * @param attempt the send it speaks of, 1 where there are no attempts
 * @param messageAt when the message was sequenced: tells a late update from one that came before its message
 * @param sentAs what became of the message's file on its way to the recipient; null when there is none, or not known
 * @param recipients the full list, carried by the sequencer's first update (status SENT) alone
 * @param linked the identities of users among them that get it too, carried likewise
 */
public record StatusUpdate(
        String messageId,
        @Nullable String conversationId,
        long seq,
        @Nullable String senderId,
        @Nullable String recipientId,
        DeliveryStatus status,
        int attempt,
        Instant at,
        @Nullable Instant messageAt,
        Source source,
        @Nullable String providerRef,
        @Nullable StatusError error,
        @Nullable SentAs sentAs,
        List<String> recipients,
        List<LinkedIdentity> linked) {
    /**
     * Up to this many internal recipients have a state each; above it, {@link Recipient#EVERY_MEMBER} stands for all and
     * the members' watermarks tell who has read.
     */
    public static final int TRACKED_MEMBERS = 8;

    public StatusUpdate {
        requireNonNull(messageId, "message_id");
        requireNonNull(status, "status");
        requireNonNull(at, "at");
        requireNonNull(source, "source");
        recipients = Json.listOrEmpty(recipients);
        linked = Json.listOrEmpty(linked);
    }

    /** Of a message for no linked identity, or not its first. */
    public StatusUpdate(
            String messageId,
            @Nullable String conversationId,
            long seq,
            @Nullable String senderId,
            @Nullable String recipientId,
            DeliveryStatus status,
            int attempt,
            Instant at,
            @Nullable Instant messageAt,
            Source source,
            @Nullable String providerRef,
            @Nullable StatusError error,
            List<String> recipients) {
        this(
                messageId,
                conversationId,
                seq,
                senderId,
                recipientId,
                status,
                attempt,
                at,
                messageAt,
                source,
                providerRef,
                error,
                null,
                recipients,
                List.of());
    }

    /** Those of a message's recipients that have a state each; many members are followed as one. */
    public static List<String> tracked(List<String> recipients) {
        long members = recipients.stream().filter(Recipient::isInternal).count();
        if (members <= TRACKED_MEMBERS) {
            return recipients;
        }
        return Stream.concat(
                        Stream.of(Recipient.EVERY_MEMBER),
                        recipients.stream().filter(recipient -> !Recipient.isInternal(recipient)))
                .toList();
    }

    /** Who observed it. */
    public enum Source {
        /** The topology gave the message its place, or refused it. */
        SEQUENCER,
        /** The message can be read in the history. */
        INBOX,
        /** The recipient said so through our own API. */
        READER,
        /** A connector's attempt ended. */
        CONNECTOR,
        /** A platform's receipt. */
        PLATFORM
    }
}
