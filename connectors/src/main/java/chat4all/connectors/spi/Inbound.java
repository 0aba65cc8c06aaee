package chat4all.connectors.spi;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.StatusError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing a webhook tells. */
public sealed interface Inbound {

    /** The account it concerns, by the platform's own id. */
    String account();

    /**
     * A contact says something.
     *
     * @param contact address without prefix, in the form we would send to
     * @param contactName as the platform shows it
     * @param dedupKey the same for every repetition of this message, and for no other of the channel
     * @param at as the platform says; {@link Instant#EPOCH} where it does not or cannot be believed, and whoever has a
     *     clock puts the time of reception there
     * @param type {@code text}, {@code image}, {@code location}, …, {@code unsupported}
     * @param text what can be read; never empty ({@code [image]} where there is nothing else)
     * @param details the platform's particulars by short name: its message id, media id, whom it answers
     * @param media the file it came with, which {@link Connector#fetch} opens; null when there is none
     */
    record Message(
            String account,
            String contact,
            @Nullable String contactName,
            String dedupKey,
            Instant at,
            String type,
            String text,
            Map<String, String> details,
            @Nullable Media media)
            implements Inbound {
        public Message {
            details = Map.copyOf(details);
        }

        /** Without a file. */
        public Message(
                String account,
                String contact,
                @Nullable String contactName,
                String dedupKey,
                Instant at,
                String type,
                String text,
                Map<String, String> details) {
            this(account, contact, contactName, dedupKey, at, type, text, details, null);
        }
    }

    /**
     * A contact has changed a message of their own, or reacted to one of either side.
     *
     * @param said the same in words, for where the message it is about is not known
     * @param target what the platform calls that message
     */
    record Change(Message said, String target, What what) implements Inbound {
        @Override
        public String account() {
            return said.account();
        }
    }

    /** What is done to a message. */
    sealed interface What {
        record Edited(String text) implements What {}

        record Deleted() implements What {}

        /** All emoji that the contact has under it from now on; none when the last is taken away. */
        record Reacted(List<String> emoji) implements What {
            public Reacted {
                emoji = List.copyOf(emoji);
            }
        }
    }

    /**
     * A file at the platform.
     *
     * @param reference its id, or its URL where that is all there is
     * @param name as the contact's phone has it, null when it has none
     */
    record Media(String reference, @Nullable String name) {}

    /**
     * The platform's word on a message we sent.
     *
     * @param chat where {@code providerMessageId} is unique, null when it is so everywhere
     * @param contact address without prefix as the platform writes it; null when it does not say
     * @param at as of a message: {@link Instant#EPOCH} when unknown
     * @param reference {@link OutgoingMessage#reference()}, where the platform echoes it
     * @param upTo whether it speaks of all earlier messages of the thread as well
     */
    record Receipt(
            String account,
            @Nullable String chat,
            String providerMessageId,
            @Nullable String contact,
            DeliveryStatus status,
            Instant at,
            @Nullable String reference,
            boolean upTo,
            @Nullable StatusError error)
            implements Inbound {}

    /** Something we send no event for; counted by {@code kind}, kept in the raw webhook. */
    record Ignored(String account, String kind) implements Inbound {}
}
