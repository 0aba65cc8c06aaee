package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wish to say something in a conversation.
 *
 * @param recipients explicit recipients in the order given; empty means every other member. Of origin PLATFORM they are
 *     those with whom a new conversation begins, and in one that exists the message is for every other member
 * @param channels as the client said: which linked identities of the users among the recipients get it too
 * @param linked what that meant when it was taken in, so that deciding needs no look-up; at most
 *     {@link Validation#MAX_LINKED}
 * @param via the contact on a platform as whom its sender, a user, wrote it; null when the sender is no user or wrote here
 * @param content UTF-8 text of at most {@link Validation#MAX_CONTENT_BYTES}, empty only beside a file
 * @param messageType {@code text} unless the client says otherwise
 * @param metadata the client's own JSON object of at most {@link Validation#MAX_METADATA_BYTES}
 * @param acceptedAt when the edge or connector took it in; the order is decided by the broker's time, not by this
 */
public record SendMessage(
        String messageId,
        @Nullable String clientMessageId,
        String conversationId,
        String senderId,
        List<String> recipients,
        List<String> channels,
        List<LinkedIdentity> linked,
        @Nullable String via,
        String content,
        String messageType,
        @Nullable String fileId,
        @Nullable String replyTo,
        @Nullable JsonNode metadata,
        String fingerprint,
        Origin origin,
        Instant acceptedAt)
        implements ConversationCommand {
    public SendMessage {
        requireNonNull(messageId, "message_id");
        requireNonNull(conversationId, "conversation_id");
        requireNonNull(senderId, "sender_id");
        recipients = Json.listOrEmpty(recipients);
        channels = Json.listOrEmpty(channels);
        linked = Json.listOrEmpty(linked);
        requireNonNull(content, "content");
        requireNonNull(messageType, "message_type");
        metadata = metadata instanceof NullNode ? null : metadata;
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(origin, "origin");
        requireNonNull(acceptedAt, "accepted_at");
    }

    /** Written here, and for no linked identity. */
    public SendMessage(
            String messageId,
            @Nullable String clientMessageId,
            String conversationId,
            String senderId,
            List<String> recipients,
            List<String> channels,
            String content,
            String messageType,
            @Nullable String fileId,
            @Nullable String replyTo,
            @Nullable JsonNode metadata,
            String fingerprint,
            Origin origin,
            Instant acceptedAt) {
        this(
                messageId,
                clientMessageId,
                conversationId,
                senderId,
                recipients,
                channels,
                List.of(),
                null,
                content,
                messageType,
                fileId,
                replyTo,
                metadata,
                fingerprint,
                origin,
                acceptedAt);
    }

    /** The same, for these linked identities too. */
    public SendMessage withLinked(List<LinkedIdentity> identities) {
        return with(senderId, identities, via);
    }

    /** The same, written by a user as this contact. */
    public SendMessage writtenAs(String userId, String contact) {
        return with(userId, linked, contact);
    }

    /** The same, written by the contact and by no user. */
    public SendMessage byContact() {
        return with(requireNonNull(via, "via"), linked, null);
    }

    private SendMessage with(String sender, List<LinkedIdentity> identities, @Nullable String contact) {
        return new SendMessage(
                messageId,
                clientMessageId,
                conversationId,
                sender,
                recipients,
                channels,
                identities,
                contact,
                content,
                messageType,
                fileId,
                replyTo,
                metadata,
                fingerprint,
                origin,
                acceptedAt);
    }

    @Override
    public String commandId() {
        return messageId;
    }

    @Override
    public String actor() {
        return senderId;
    }
}
