package chat4all.connectors.spi;

import org.jspecify.annotations.Nullable;

/**
 * One text, or one file with or without a caption, for one contact: what one call sends.
 *
 * @param to the contact's address without the channel's prefix
 * @param text the caption, where there is media; empty only then
 * @param reference {@code message_id/attempt}, with {@code /part} after it for every part of a message but the last:
 *     echoed by platforms that can, never shown to anybody
 * @param replyTo the platform's id of the message this one answers
 */
public record OutgoingMessage(
        String to,
        String text,
        @Nullable Media media,
        String reference,
        @Nullable String replyTo) {

    /** A text. */
    public OutgoingMessage(String to, String text, String reference, @Nullable String replyTo) {
        this(to, text, null, reference, replyTo);
    }
}
