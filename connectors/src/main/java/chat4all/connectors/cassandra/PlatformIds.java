package chat4all.connectors.cassandra;

import chat4all.schemas.Channel;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.HistoryTable;
import chat4all.schemas.Json;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What platforms call our messages and theirs, by which a reply finds what it answers. A name is written beside the
 * message and not before it: a reply that comes within that moment is a message like any other. Throws while Cassandra is
 * away.
 */
public final class PlatformIds {
    private static final String REMEMBER =
            "INSERT INTO messages_by_platform_id (platform_id, message_id) VALUES (?, ?)";
    private static final String MESSAGE = "SELECT message_id FROM messages_by_platform_id WHERE platform_id IN (?, ?)";
    private static final String SENT =
            "SELECT provider_message_id FROM receipts_by_message WHERE message_id = ? AND recipient_id = ?";
    private static final String PLACE = "SELECT conversation_id, seq FROM message_by_id WHERE message_id = ?";
    private static final String RECEIVED =
            "SELECT metadata FROM events_by_conversation WHERE conversation_id = ? AND bucket = ? AND seq = ?";

    private final LateSession session;

    public PlatformIds(LateSession session) {
        this.session = session;
    }

    /** That the platform took a message of ours. */
    public CompletableFuture<Void> remember(ChannelDispatch dispatch) {
        return remember(dispatch.key(), dispatch.messageId());
    }

    /**
     * That the contact wrote a message.
     *
     * @param account {@code <channel>:<id>}
     * @param contact address without prefix: ids may be unique only within a chat
     */
    public CompletableFuture<Void> remember(String account, String contact, String platformId, String messageId) {
        return remember(withinChat(account, contact, platformId), messageId);
    }

    private CompletableFuture<Void> remember(String platformId, String messageId) {
        return session.write(session.bound(REMEMBER, platformId, messageId));
    }

    /** Our id of the message that the platform calls so. */
    public Optional<String> message(String account, String contact, String platformId) {
        return session
                .execute(session.bound(MESSAGE, account + ":" + platformId, withinChat(account, contact, platformId)))
                .all()
                .stream()
                .findFirst()
                .map(row -> row.getString("message_id"));
    }

    /**
     * What the platform calls the message towards this contact, whoever of the two wrote it; empty when it is of neither.
     *
     * @param account {@code <channel>:<id>}
     */
    public Optional<String> platformId(String messageId, String account, Channel channel, String contact) {
        String recipient = channel.prefix() + ":" + contact;
        Row sent = session.execute(session.bound(SENT, messageId, recipient)).one();
        String name = sent == null ? null : sent.getString("provider_message_id");
        return name == null
                ? received(messageId, channel)
                        .filter(id -> message(account, contact, id).equals(Optional.of(messageId)))
                : Optional.of(name);
    }

    /** Messages that came from a platform keep its particulars in their metadata, {@code {"whatsapp": {"id": …}}}. */
    private Optional<String> received(String messageId, Channel channel) {
        Row place = session.execute(session.bound(PLACE, messageId)).one();
        if (place == null) {
            return Optional.empty();
        }
        long seq = place.getLong("seq");
        Row event = session.execute(
                        session.bound(RECEIVED, place.getString("conversation_id"), HistoryTable.bucketOf(seq), seq))
                .one();
        return event == null ? Optional.empty() : named(event.getString("metadata"), channel);
    }

    private static Optional<String> named(@Nullable String metadata, Channel channel) {
        if (metadata == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Json.MAPPER
                    .readTree(metadata)
                    .path(channel.prefix())
                    .path("id")
                    .textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String withinChat(String account, String contact, String platformId) {
        return String.join(":", List.of(account, contact, platformId));
    }
}
