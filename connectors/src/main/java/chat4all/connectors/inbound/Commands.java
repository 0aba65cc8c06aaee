package chat4all.connectors.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.connectors.reading.Content;
import chat4all.connectors.spi.Inbound;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.Json;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Validation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of what contacts say. The same webhook makes the same commands, however often it is read: ids come from
 * the platform's ids by a hash, and the topology knows a repetition for eight days.
 */
final class Commands {
    private static final int ID_BYTES = 16;
    private final DerivedIds ids;

    Commands(Secret key) {
        this.ids = new DerivedIds(key);
    }

    /**
     * Where a message belongs.
     *
     * @param owners with whom the conversation begins, should it be new
     * @param replyTo our id of the message it answers; null when it answers none that we know
     */
    record Place(
            String conversationId,
            List<String> owners,
            @Nullable String replyTo) {}

    /** The conversation of an account and a contact who have none yet. */
    String conversationId(String account, String contact) {
        return ids.conversation(account, contact);
    }

    /** One command, or several when the text is longer than a message of ours may be: the file is the first one's. */
    List<SendMessage> of(Channel channel, Inbound.Message message, Place place, IncomingFiles.Kept file, Instant now) {
        List<SendMessage> commands = new ArrayList<>();
        List<String> parts = parts(message.text());
        for (int i = 0; i < parts.size(); i++) {
            String dedupKey = i == 0 ? message.dedupKey() : message.dedupKey() + "#" + i;
            String fileId = i == 0 ? file.fileId() : null;
            commands.add(new SendMessage(
                    messageId(channel, dedupKey),
                    null,
                    place.conversationId(),
                    channel.prefix() + ":" + message.contact(),
                    place.owners(),
                    List.of(),
                    fileId == null ? parts.get(i) : caption(message),
                    message.type(),
                    fileId,
                    i == 0 ? place.replyTo() : null,
                    metadata(channel, message, file),
                    // Of what was said alone: a file that could not be had at first makes no other message of it.
                    hash(message.type() + "\0" + parts.get(i)),
                    ConversationCommand.Origin.PLATFORM,
                    now));
        }
        return commands;
    }

    /** A file speaks for itself. */
    private static String caption(Inbound.Message message) {
        String first = parts(message.text()).get(0);
        return first.equals(Content.placeholder(message.type())) ? "" : first;
    }

    static String messageId(Channel channel, String dedupKey) {
        return "msg_" + hash(channel.prefix() + "\0" + dedupKey);
    }

    private static ObjectNode metadata(Channel channel, Inbound.Message message, IncomingFiles.Kept file) {
        ObjectNode details = Json.MAPPER.createObjectNode();
        if (message.contactName() != null) {
            details.put("name", message.contactName());
        }
        if (!message.at().equals(Instant.EPOCH)) {
            details.put("sent_at", message.at().toString());
        }
        message.details().forEach(details::put);
        if (file.whyNot() != null) {
            details.put("media_error", file.whyNot());
        }
        ObjectNode metadata = Json.MAPPER.createObjectNode();
        metadata.set(channel.prefix(), details);
        return metadata;
    }

    /** Cuts between characters as people see them. */
    static List<String> parts(String text) {
        if (text.getBytes(UTF_8).length <= Validation.MAX_CONTENT_BYTES) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int start = 0;
        int bytes = 0;
        int from = characters.first();
        for (int to = characters.next(); to != BreakIterator.DONE; to = characters.next()) {
            int length = text.substring(from, to).getBytes(UTF_8).length;
            if (bytes + length > Validation.MAX_CONTENT_BYTES) {
                parts.add(text.substring(start, from));
                start = from;
                bytes = 0;
            }
            bytes += length;
            from = to;
        }
        parts.add(text.substring(start));
        return parts;
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
